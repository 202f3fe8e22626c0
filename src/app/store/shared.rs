//! When something derived counts as changed: what follows from it is made anew then, and only then.

use std::sync::Arc;

use crate::plan::Scenario;

/// A scenario as far as its analysis goes: a ticked box or a download makes no other of it.
pub(super) struct Analysed(pub(super) Arc<Scenario>);

impl PartialEq for Analysed {
    fn eq(&self, other: &Self) -> bool {
        let (own, other) = (&self.0, &other.0);
        let settings = (&own.settings, &other.settings);
        Arc::ptr_eq(own, other)
            || own.id == other.id
                && own.text == other.text
                && settings.0.usage() == settings.1.usage()
                && settings.0.running() == settings.1.running()
    }
}

/// A value that counts as changed when it was made anew.
pub(in crate::app) struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub(in crate::app) fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
