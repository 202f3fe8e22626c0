//! A text that is opened, kept, read again and downloaded without an edit.

use std::io::{Cursor, Read};

use plano::plan::output::{self, Handover, Output};
use plano::plan::{PRESETS, analyse, save};

use super::judge::session;

/// Adds a text as a scenario, keeps the workspace and takes the file from what was kept: alone and in the
/// archive of all files.
///
/// # Errors
/// Where the bytes are not the same.
pub(crate) fn comes_back(text: &str) -> Result<(), String> {
    let mut opened = session("");
    opened.add(text, PRESETS[0].settings());
    let kept = save::encode(opened.workspace()).map_err(|error| error.to_string())?;
    let workspace = save::decode(&kept).map_err(|error| format!("{error}\n{kept}"))?;
    let scenario = workspace.on_screen().ok_or("no scenario")?;
    let analysis = analyse(scenario, workspace.money.prices.list());
    let plan = Handover::of(&analysis, &scenario.settings, &workspace.money);
    let file = Output::Blueprint.text(&plan, "");
    if file != text {
        return Err(format!("downloaded as {file:?} instead of {text:?}"));
    }
    let archive = output::zip(&plan, "", &[]).map_err(|message| message.to_string())?;
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).map_err(|error| error.to_string())?;
    let mut packed = archive
        .by_name(Output::Blueprint.name())
        .map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    packed
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes == text.as_bytes() {
        Ok(())
    } else {
        Err("packed as other bytes".to_owned())
    }
}
