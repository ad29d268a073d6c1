//! Where events go.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Event;

/// Receives events, in the order in which they happen.
pub trait Sink {
    /// An event.
    fn event(&mut self, event: &Event);
}

/// The silent sink.
impl Sink for () {
    fn event(&mut self, _: &Event) {}
}

/// A sink that its maker goes on using after the run.
impl<S: Sink + ?Sized> Sink for Rc<RefCell<S>> {
    fn event(&mut self, event: &Event) {
        self.borrow_mut().event(event);
    }
}

/// Two sinks that take the same events.
impl<A: Sink, B: Sink> Sink for (A, B) {
    fn event(&mut self, event: &Event) {
        self.0.event(event);
        self.1.event(event);
    }
}

/// Keeps all events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorder {
    /// The events so far.
    pub events: Vec<Event>,
}

impl Sink for Recorder {
    fn event(&mut self, event: &Event) {
        self.events.push(event.clone());
    }
}
