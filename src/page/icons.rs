//! The drawings of categories: each a few strokes on a field of 24 by 24, in the color of the text around it.

use crate::config::Icon;

/// The `d` of the drawing's path.
pub fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::App => "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
        Icon::Book => "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v14c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v14",
        Icon::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2",
        Icon::Disk => "M4 6c0-2.7 16-2.7 16 0v12c0 2.7-16 2.7-16 0zM4 6c0 2.7 16 2.7 16 0M4 12c0 2.7 16 2.7 16 0",
        Icon::Display => "M3 4h18v12H3zM9 20h6M12 16v4",
        Icon::Folder => "M3 6h6l2 2h10v11H3z",
        Icon::Gear => {
            "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.5V8M12 16v5.5M2.5 12H8M16 12h5.5M5.3 5.3l3.9 3.9M14.8 14.8l3.9 3.9M5.3 18.7l3.9-3.9M14.8 9.2l3.9-3.9"
        }
        Icon::Globe => {
            "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c3.5 3.5 3.5 14.5 0 18M12 3c-3.5 3.5-3.5 14.5 0 18"
        }
        Icon::Key => "M7.5 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M11.5 12H21v4M17 12v3",
        Icon::Keyboard => "M2 6h20v12H2zM6 10h.1M10 10h.1M14 10h.1M18 10h.1M7 14h10",
        Icon::Mail => "M3 5h18v14H3zM3 6l9 7 9-7",
        Icon::Network => "M3 9.5a13 13 0 0 1 18 0M6 13a8.7 8.7 0 0 1 12 0M9 16.3a4.4 4.4 0 0 1 6 0M12 19.5v.1",
        Icon::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 20.5c1-4 4-5.5 8-5.5s7 1.5 8 5.5",
        Icon::Phone => "M7 2h10v20H7zM11 18.5h2",
        Icon::Power => "M12 3v9M7 6.3a8 8 0 1 0 10 0",
        Icon::Printer => "M7 8V3h10v5M7 17H3.5V8h17v9H17M7 14h10v7H7z",
        Icon::Server => "M4 4h16v6H4zM4 14h16v6H4zM8 7v.1M8 17v.1M12 10v4",
        Icon::Shield => "M12 3l7 2.5V11c0 5-3 8-7 10-4-2-7-5-7-10V5.5z",
        Icon::Sound => "M4 9h4l5-4v14l-5-4H4zM16 9a4 4 0 0 1 0 6M18.5 6a8 8 0 0 1 0 12",
        Icon::Update => "M20 11a8 8 0 0 0-14.5-3.5L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 3.5L20 15M20 20v-5h-5",
        Icon::Wrench => "M20.5 6.5l-3.5 3.5-3-3 3.5-3.5a5 5 0 0 0-6.3 6.3L3 18v3h3l8.2-8.2a5 5 0 0 0 6.3-6.3",
    }
}

/// Which drawing fits a name, by the beginnings of its words; the first row that fits.
const FITTING: &[(Icon, &[&str])] = &[
    (Icon::Printer, &["print", "drucke", "scan", "imprim", "impres", "stamp"]),
    (Icon::Network, &["network", "wi-fi", "wifi", "wlan", "netz", "internet", "réseau", "red", "rete", "rede", "vpn"]),
    (Icon::Shield, &["secur", "sicher", "sécur", "segur", "privacy", "firewall", "defender", "virus", "bitlocker"]),
    (Icon::Key, &["password", "sign-in", "pin", "kennw", "licen", "activation"]),
    (Icon::Person, &["account", "user", "famil", "konto", "konten", "benutzer", "compte", "cuenta", "conta"]),
    (Icon::Update, &["update", "upgrade", "mise", "aktualis", "actualiz", "aggiorn", "atualiz"]),
    (Icon::Wrench, &["repair", "fix", "troubleshoot", "problem", "error", "reparatur", "fehler", "recover"]),
    (Icon::Disk, &["storage", "disk", "drive", "backup", "speicher", "ssd"]),
    (Icon::Folder, &["file", "folder", "datei", "ordner", "fichier", "archivo", "onedrive"]),
    (Icon::Keyboard, &["keyboard", "shortcut", "input", "mouse", "tastat", "typing"]),
    (Icon::Display, &["display", "screen", "desktop", "monitor", "bildschirm", "graphic"]),
    (Icon::Sound, &["sound", "audio", "music", "media"]),
    (Icon::Mail, &["mail", "outlook", "e-mail", "teams", "messag"]),
    (Icon::Globe, &["web", "browser", "edge", "chrome", "language", "region", "sprach"]),
    (Icon::Server, &["server", "remote", "share", "domain", "active", "hyper"]),
    (Icon::Phone, &["phone", "mobile", "android", "bluetooth", "device"]),
    (Icon::Power, &["power", "battery", "boot", "start", "sleep", "energie"]),
    (Icon::App, &["app", "program", "software", "office", "store"]),
    (Icon::Gear, &["setting", "system", "windows", "config", "einstellung", "os"]),
    (Icon::Clock, &["time", "date", "schedule", "task"]),
    (Icon::Book, &["manual", "guide", "handbuch", "learn", "rule", "how"]),
];

pub fn fitting(name: &str) -> Icon {
    let name = name.to_lowercase();
    let words = || name.split(|c: char| !c.is_alphanumeric() && c != '-');
    // Of several words the first decides: "Files and storage" is about files.
    let of_word = |word: &str| FITTING.iter().find(|(_, starts)| starts.iter().any(|s| word.starts_with(s)));
    words().find_map(of_word).map_or(Icon::Folder, |(icon, _)| *icon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_a_drawing_that_fits() {
        for (name, icon) in [
            ("Printers", Icon::Printer),
            ("Files and storage", Icon::Folder),
            ("Updates and repair", Icon::Update),
            ("Netzwerk", Icon::Network),
            ("Zzz", Icon::Folder),
            ("", Icon::Folder),
        ] {
            assert_eq!(fitting(name), icon, "{name}");
        }
    }
}
