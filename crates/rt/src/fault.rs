//! Faults: the system's signals for bad accesses and arithmetic become Go's errors when Go code caused them.

#![allow(unsafe_code, reason = "signal handlers")]

use crate::asm;
use crate::goroutine::Signal;
use crate::stack;
use goslice_abi::trap::Trap;
use std::cell::UnsafeCell;
use std::io;
use std::mem::{MaybeUninit, zeroed};
use std::ptr::null_mut;

/// The signals that faults raise.
const SIGNALS: [i32; 4] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL];

/// Bytes of the stack that handlers run on.
const STACK_BYTES: usize = 64 << 10;

/// What was installed before; written before our handlers are, and read by them.
struct Previous(UnsafeCell<[MaybeUninit<libc::sigaction>; SIGNALS.len()]>);

// SAFETY: written only while no handler of ours is installed, by the one thread that runs a program.
unsafe impl Sync for Previous {}

static PREVIOUS: Previous = Previous(UnsafeCell::new([MaybeUninit::uninit(); SIGNALS.len()]));

/// Our handlers, while a program runs; dropping it puts the previous ones back.
#[derive(Debug)]
pub(crate) struct Handlers {
    /// Memory of the handlers' stack.
    stack: *mut libc::c_void,
    previous_stack: libc::stack_t,
}

impl Handlers {
    /// Installs the handlers for the process, and a stack for them on this thread. One program runs at a time, so nothing
    /// else of ours is installed.
    pub(crate) fn install() -> io::Result<Handlers> {
        // SAFETY: fresh memory, and structures that the calls fill in or that are valid when zero.
        unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
            let stack = libc::mmap(null_mut(), STACK_BYTES, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
            if stack == libc::MAP_FAILED {
                return Err(io::Error::last_os_error());
            }
            let mut previous_stack: libc::stack_t = zeroed();
            let ours = libc::stack_t { ss_sp: stack, ss_flags: 0, ss_size: STACK_BYTES };
            if libc::sigaltstack(&raw const ours, &raw mut previous_stack) != 0 {
                return Err(io::Error::last_os_error());
            }
            for (i, signal) in SIGNALS.into_iter().enumerate() {
                let mut action: libc::sigaction = zeroed();
                action.sa_sigaction = handle as *const () as usize;
                action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
                let previous = (*PREVIOUS.0.get())[i].as_mut_ptr();
                if libc::sigaction(signal, &raw const action, previous) != 0 {
                    return Err(io::Error::last_os_error());
                }
            }
            Ok(Handlers { stack, previous_stack })
        }
    }
}

impl Drop for Handlers {
    fn drop(&mut self) {
        // SAFETY: puts back what `install` found; no handler runs on this thread now.
        unsafe {
            for (i, signal) in SIGNALS.into_iter().enumerate() {
                libc::sigaction(signal, (*PREVIOUS.0.get())[i].as_ptr(), null_mut());
            }
            libc::sigaltstack(&raw const self.previous_stack, null_mut());
            libc::munmap(self.stack, STACK_BYTES);
        }
    }
}

/// The handler. A fault in Go code goes on as a call of [`asm::sigpanic`] from the faulting instruction; any other goes to
/// the previous handler.
unsafe extern "C" fn handle(number: i32, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    // SAFETY: the system passes its own structures, on the thread that faulted; the goroutine is live while it runs.
    unsafe {
        let registers = &mut (*context.cast::<libc::ucontext_t>()).uc_mcontext.gregs;
        let pc = registers[libc::REG_RIP as usize] as usize;
        let goroutine = stack::current();
        let trap = match goroutine.as_ref() {
            Some(it) => ((*it.state).program().trap_at)(pc),
            None => None,
        };
        let Some(trap) = trap else {
            return call_previous(number, info, context);
        };
        let accessed = number == libc::SIGSEGV || number == libc::SIGBUS;
        let address = if accessed { (*info).si_addr() as usize } else { 0 };
        (*goroutine).signal = match trap {
            Trap::NilDereference if accessed => Some(Signal { number, code: (*info).si_code, address, pc }),
            // An explicit check and an illegal instruction: as if it had been an access.
            Trap::NilDereference => Some(Signal { number: libc::SIGSEGV, code: 1, address: 0, pc }),
            _ => None,
        };
        // As after a call instruction: aligned, with the return address on top. Code that traps has nothing below its
        // stack pointer. Nothing returns there: the address is one byte into the instruction, because stack walks look
        // up the byte before a return address.
        let sp = (registers[libc::REG_RSP as usize] as usize & !15) - 8;
        *(sp as *mut usize) = pc + 1;
        registers[libc::REG_RSP as usize] = sp as i64;
        registers[libc::REG_RIP as usize] = asm::sigpanic as *const () as i64;
        registers[libc::REG_RDI as usize] = goroutine as i64;
        registers[libc::REG_RSI as usize] = i64::from(trap as u8);
        registers[libc::REG_RDX as usize] = address as i64;
    }
}

/// Does what would have been done without us.
unsafe fn call_previous(number: i32, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    // SAFETY: as for `handle`; the previous action was filled in before ours was installed.
    unsafe {
        let Some(i) = SIGNALS.iter().position(|it| *it == number) else {
            return;
        };
        let previous = (*PREVIOUS.0.get())[i].assume_init_ref();
        match previous.sa_sigaction {
            libc::SIG_DFL | libc::SIG_IGN => {
                // Returning repeats the fault, then with the default action. A fault cannot be ignored.
                let mut action: libc::sigaction = zeroed();
                action.sa_sigaction = libc::SIG_DFL;
                libc::sigaction(number, &raw const action, null_mut());
            }
            handler if previous.sa_flags & libc::SA_SIGINFO != 0 => {
                let handler: unsafe extern "C" fn(i32, *mut libc::siginfo_t, *mut libc::c_void) =
                    std::mem::transmute(handler);
                handler(number, info, context);
            }
            handler => {
                let handler: unsafe extern "C" fn(i32) = std::mem::transmute(handler);
                handler(number);
            }
        }
    }
}
