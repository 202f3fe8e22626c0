//! The page: takes the place of the skeleton that `index.html` shows while this loads.

fn main() {
    console_error_panic_hook::set_once();
    plano::app::start();
}
