//! What a subcommand answers, and writing it.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::envvars::one_line;
use crate::words::{Message, cli as words};

/// Exit code of a wrong call, an unreadable file or a refused edit.
pub(super) const MISUSE: u8 = 2;

/// Text for standard output, and the exit code.
#[derive(Debug)]
pub(super) struct Output {
    text: String,
    /// For standard error.
    notes: String,
    code: u8,
}

/// Text for standard error; the exit code is [`MISUSE`].
#[derive(Debug)]
pub(super) struct Failure(String);

impl Output {
    /// Text and exit code 0.
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            notes: String::new(),
            code: 0,
        }
    }

    /// The same text with another exit code.
    pub(super) fn with_code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// The same text with more on standard error.
    pub(super) fn with_notes(self, notes: String) -> Self {
        Self { notes, ..self }
    }

    /// Writes the text. Who closed the pipe has read enough.
    pub(super) fn write(self) -> Result<ExitCode, Failure> {
        let _ = io::stderr().write_all(self.notes.as_bytes());
        let mut stream = io::stdout().lock();
        match stream
            .write_all(self.text.as_bytes())
            .and_then(|()| stream.flush())
        {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::of(&words::unwritten(error.to_string())))
            }
            _ => Ok(ExitCode::from(self.code)),
        }
    }
}

impl Failure {
    /// A failure with one sentence.
    pub(super) fn of(message: &Message) -> Self {
        Self::rendered(words::error(one_line(&message.to_string())).to_string())
    }

    /// A failure whose text is complete.
    pub(super) fn rendered(text: String) -> Self {
        Self(text)
    }

    /// Writes the text, if anybody listens.
    pub(super) fn report(self) -> ExitCode {
        let _ = writeln!(io::stderr(), "{}", self.0);
        ExitCode::from(MISUSE)
    }
}

/// A value as indented JSON with a line break at the end.
pub(super) fn json(value: &serde_json::Value) -> Output {
    Output::new(format!("{value:#}\n"))
}
