//! The events that every producer emits
