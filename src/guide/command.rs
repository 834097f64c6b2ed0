//! What looks like a command line, a path or a file name.

use crate::guide::words::words;

/// Whether a block of code is lines to run one after the other: no file of settings, no program of many lines.
pub fn is_for_console(language: &str, code: &str) -> bool {
    const OTHERS: &[&str] = &[
        "c",
        "c#",
        "cpp",
        "cs",
        "csharp",
        "css",
        "diff",
        "html",
        "ini",
        "java",
        "javascript",
        "js",
        "json",
        "log",
        "markdown",
        "md",
        "output",
        "plaintext",
        "py",
        "python",
        "reg",
        "sql",
        "text",
        "toml",
        "txt",
        "vb",
        "vba",
        "vbs",
        "vbscript",
        "xml",
        "yaml",
        "yml",
    ];
    if !language.is_empty() {
        return !OTHERS.contains(&language.to_lowercase().as_str());
    }
    // Nobody types a declaration or the end of a block into a console.
    !code.lines().map(str::trim).any(|line| {
        let word = line.split_whitespace().next().unwrap_or("");
        ["dim", "const", "sub", "loop", "wend", "option"].iter().any(|w| word.eq_ignore_ascii_case(w)) && word != line
            || ["end if", "end sub", "end function", "option explicit"].iter().any(|w| line.eq_ignore_ascii_case(w))
            || line.starts_with('}')
            || line.ends_with('{')
    })
}

/// A line of code that says something to its reader only.
pub fn is_comment(line: &str) -> bool {
    let rem = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("rem "));
    rem || line.starts_with("::") || line.starts_with("# ") || line.starts_with("## ")
}

/// A command line: known by its first word, a switch or a verb-noun name.
pub fn is_command(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let Some(first) = parts.next() else { return false };
    let name = first.to_lowercase();
    let name = name.trim_end_matches(".exe");
    let more = parts.clone().next().is_some();
    let switch = parts.any(|p| {
        (p.starts_with('/') || p.starts_with('-'))
            && p.len() > 1
            && p[1..].starts_with(|c: char| c.is_alphabetic() || c == '-')
    });
    let cmdlet = first.split_once('-').is_some_and(|(v, n)| {
        v.starts_with(char::is_uppercase)
            && n.starts_with(char::is_uppercase)
            && matches!(
                v,
                "Get"
                    | "Set"
                    | "Remove"
                    | "Add"
                    | "Install"
                    | "Uninstall"
                    | "Enable"
                    | "Disable"
                    | "Start"
                    | "Stop"
                    | "Restart"
                    | "New"
                    | "Repair"
                    | "Reset"
                    | "Update"
                    | "Import"
                    | "Export"
                    | "Test"
                    | "Clear"
                    | "Invoke"
            )
    });
    let code = text.starts_with('$')
        || text.contains('|') && text.contains(" | ") && is_pipe(text)
        || text.contains('&') && text.contains(" && ");
    cmdlet
        || code && more
        || (switch && first.len() > 1 && !first.ends_with(',') && !opens_sentence(first))
            && first.is_ascii()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.\\:%\"".contains(c))
        || (more
            && words().commands.contains(name)
            && first.chars().all(|c| !c.is_uppercase())
            && !matches!(
                name,
                "start" | "copy" | "move" | "format" | "convert" | "label" | "route" | "compact" | "net" | "exit"
            ))
        || (more && matches!(name, "net" | "copy" | "format" | "start") && text.contains(['\\', ':', '/']))
}

/// "If the "sfc /scannow" command fails": a sentence that speaks of a command.
fn opens_sentence(first: &str) -> bool {
    const OPENERS: &[&str] = &[
        "After", "Before", "Enter", "Execute", "For", "If", "In", "Input", "It", "Next", "Once", "Run", "The", "Then",
        "This", "To", "Type", "Use", "When", "With", "You",
    ];
    OPENERS.contains(&first)
}

/// Programs one behind another; a line of menus ("Store | About | Contact") has capitals.
fn is_pipe(text: &str) -> bool {
    let is_program = |part: &str| {
        let first = part.split_whitespace().next().unwrap_or("");
        first.contains(['-', '.', '$', '%']) || !first.starts_with(char::is_uppercase)
    };
    text.split(" | ").all(is_program)
}

/// A path of a file or folder: a drive, a variable, a share.
pub fn is_file_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive =
        bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/');
    if text.contains("HKEY_") {
        return false;
    }
    // "C:Program Files": a path that lost its backslashes.
    let bare = bytes.len() > 4
        && bytes[0].is_ascii_uppercase()
        && bytes[1] == b':'
        && bytes[2].is_ascii_uppercase()
        && bytes[3].is_ascii_lowercase();
    let variable = text.starts_with('%') && text[1..].contains('%');
    drive || bare || variable || text.starts_with("\\\\") || (text.contains('\\') && !text.contains(' '))
}

/// A file name: a known extension at its end.
pub fn is_file(text: &str) -> bool {
    let Some(dot) = text.rfind('.') else { return false };
    let extension = text[dot + 1..].to_lowercase();
    dot > 0
        && !text[dot + 1..].contains(' ')
        && matches!(
            extension.as_str(),
            "exe"
                | "dll"
                | "sys"
                | "ini"
                | "reg"
                | "bat"
                | "cmd"
                | "ps1"
                | "txt"
                | "log"
                | "zip"
                | "iso"
                | "msi"
                | "inf"
                | "cab"
                | "dat"
                | "pdf"
                | "docx"
                | "xlsx"
                | "xml"
                | "json"
                | "db"
                | "dmp"
                | "otc"
                | "tmp"
                | "lnk"
                | "cfg"
                | "appx"
                | "evtx"
                | "efi"
                | "pst"
                | "ost"
                | "vhd"
                | "vhdx"
                | "wim"
                | "msu"
                | "msix"
                | "csv"
                | "rdp"
        )
}

/// Whether a command interpreter is spoken of: "in the Command Prompt", "the PowerShell window".
pub fn names_console(lower: &str) -> bool {
    words().consoles.stand_in(lower)
}
