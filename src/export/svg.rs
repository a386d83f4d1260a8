//! A network as a picture, drawn by Graphviz.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::ties::Ties;
use super::{ExportError, Imprint, dot};

/// Whether `dot` is there to draw.
pub fn can_draw() -> bool {
    let asked = Command::new("dot").arg("-V").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

/// Writes the picture; `dot` draws it.
///
/// # Errors
/// [`ExportError::NoGraphviz`] where `dot` is not installed, [`ExportError::Graphviz`] where it fails, and the writer's.
pub fn write(ties: &Ties<'_>, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut text = Vec::new();
    dot::write(ties, imprint, &mut text)?;
    let started =
        Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(ExportError::NoGraphviz),
        Err(e) => return Err(e.into()),
    };
    // It reads all before it writes anything, so neither waits for the other.
    let given = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(&text));
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(ExportError::Graphviz(said.lines().next().unwrap_or("it does not say why").to_owned()));
    }
    given?;
    Ok(out.write_all(&output.stdout)?)
}
