//! The page: takes the place of the skeleton that `index.html` shows while this loads.

fn main() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    plano::app::start();
}
