//! Vectors that the tokenizer here and the one in `static/search.js` must both reproduce.
//!
//! `tests/golden/tokens.json` holds them for the browser side; a test keeps the file equal to this.

use serde_json::{Value, json};

use super::token;

const TEXTS: &[&str] = &[
    "Open Settings with Win + I, then select Update & Security.",
    "Windows key + R, Windows logo key and X, WIN+SHIFT+S, Windows logo + E",
    "Control + Alt + Delete, CTRL-ALT-DEL, Alt+F4, Ctrl + Shift + Escape, alt-text, Shift key and the mouse",
    "Strg+Alt+Entf, Windows-Taste + R, Windowstaste und E, Maj + Suppr, Ctrl + Échap, die Taste und der Umschalt-Hebel",
    "Win+. win + . Win+; Win+, Ctrl++ Strg++ Ctrl + Plus, Ctrl+-, Ctrl + Shift + = and Ctrl+",
    "WinKey+V Super+V ⊞+V ⊞ Win + V, Windows icon key + E, “Ctrl+” Win+.net Ctrl + 'x' Win+? Win + .",
    "Control Panel on Windows and Office; Ctrl and C; Win + 更新",
    "0x8004DEF5 (0x00000124) 0xC1900101-0x20017 0x0 KB5034441 kb12",
    "devmgmt.msc netwtw04.sys C:\\Windows\\System32\\drivers\\etc\\hosts 10.0.19041.1 end.Without space.Then",
    "sfc /scannow ipconfig /flushdns chkdsk C: /f /r and/or /etc/hosts net use /delete",
    "IRQL_NOT_LESS_OR_EQUAL __proto__ constructor CLASSPNP.SYS win32k-sys.dll a-b_c.d",
    "C++ C# F# .NET ASP.NET notepad++ ++x # C#x .docx",
    "Wi-Fi Wi‑Fi WiFi e-mail on-screen step-by-step how-to-fix-a-black-screen",
    "kid's computer, don’t, O'Neil's, 'quoted', rock'n'roll",
    "Größe naïve Ærø Łódź İstanbul ılık ﬁle ＦＵＬＬ　ＷＩＤＴＨ ½ ² cafe\u{301} soft\u{ad}hyphen zero\u{200b}width",
    "更新プログラム Windows更新 設定 아이콘 ภาษาไทย 漢",
    "Привет мир Ёлка ΟΔΟΣ مرحبا שלום हिन्दी",
    "<img src=x onerror=alert(1)> \"><svg onload=alert(1)>",
    "((((( [a-z .* \\ a{1,99999} ^$ | ' - _ . + / # @",
    "😀 👩‍💻 \u{0} \u{202e} \u{fffd}",
    "",
];

/// `[{"text": …, "words": [[names, parts], …]}, …]`
pub fn golden() -> Value {
    let long = ["x".repeat(80), "y".repeat(81)];
    let texts = TEXTS.iter().copied().chain(long.iter().map(String::as_str));
    let vector = |text: &str| {
        let words: Vec<_> = token::words(text).into_iter().map(|w| json!([w.names, w.parts])).collect();
        json!({"text": text, "words": words})
    };
    texts.map(vector).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_for_the_browser_side_is_up_to_date() {
        let golden = super::golden();
        let file: serde_json::Value = serde_json::from_str(include_str!("../../../tests/golden/tokens.json")).unwrap();
        assert!(file == golden, "tests/golden/tokens.json is out of date; it should hold:\n{golden:#}");
    }
}
