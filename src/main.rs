//! The page: takes the place of the skeleton that `index.html` shows while this loads.

use plano::app::App;
use plano::browser::page;

fn main() {
    console_error_panic_hook::set_once();
    if let Ok(place) = page::element("app") {
        leptos::mount::mount_to(place, App).forget();
        page::remove("skeleton");
    }
}
