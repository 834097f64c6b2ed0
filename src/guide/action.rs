//! What a step does: a verb, and the control, path, keys, text, command, file or link it acts on.
//!
//! The line is read once: keys first, then paths with separators, then what the author set off (bold,
//! quotes, code, links), then names behind a verb. Each place is taken once. The same findings tell the
//! page what to show as key caps and as a path.

use crate::guide::line::{Line, Style};
use crate::guide::lone::{addresses, in_a_row, lines_of_their_own};
use crate::guide::set_off::set_off;
use crate::guide::verb::{TYPE_VERBS, acted_on_later, base_form, clause_start, is_aside, is_context, verb_of};
use crate::guide::words;
use crate::guide::{Action, Reference, TargetKind, field, keys, marker, named, path};

/// What was found in a line.
#[derive(Debug, Default)]
pub struct Reading {
    /// In the order of the text.
    pub actions: Vec<Action>,
    /// Places to show in their own way, in order, not overlapping.
    pub shown: Vec<Shown>,
    /// Run or the search is opened: what is typed from here on is no command.
    pub leaves_console: bool,
}

/// A place in `Line::text` that the page shows in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub start: usize,
    pub end: usize,
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// One key of a chord.
    Key,
    /// A chain of places; the text holds its separators.
    Path,
    /// The name of a control.
    Ui,
}

/// Where the reader stands when a line begins.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// A command interpreter is open: what is typed is a command.
    pub console: bool,
    /// The verbs of the text can be known.
    pub english: bool,
    /// The line is the name of a step: only what is set off is acted on.
    pub title: bool,
}

impl Default for Place {
    fn default() -> Place {
        Place { console: false, english: true, title: false }
    }
}

/// Something found: where, what, its text, and whether it is context only.
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: TargetKind,
    pub text: String,
    pub context: bool,
}

/// What of a line of running text is shown in its own way: keys and paths.
pub fn show(line: &Line) -> Vec<Shown> {
    let keys = keys::find(line);
    let mut shown: Vec<Shown> = path::find(line)
        .into_iter()
        .filter(|(start, end, _)| keys.iter().all(|k| k.end <= *start || *end <= k.start))
        .map(|(start, end, _)| Shown { start, end, how: How::Path })
        .collect();
    shown.extend(keys.iter().flat_map(|k| &k.keys).map(|(_, start, end)| Shown {
        start: *start,
        end: *end,
        how: How::Key,
    }));
    shown.sort_by_key(|s| s.start);
    // A registry key and a chain around it are one place.
    let mut end = 0;
    shown.retain(|s| {
        let apart = s.start >= end;
        end = end.max(s.end);
        apart
    });
    shown
}

/// Reads one line. `before`: what its step acts on in the lines above.
pub fn read(line: &Line, references: &[Reference], place: Place, before: &[Action]) -> Reading {
    // "If you only see **Disable**, click it and then **Enable**" is to be done, though it was done above.
    let known = |target: &Found| {
        before.iter().any(|a| a.kind == target.kind && *a.text == *target.text)
            && !line.lower[clause_start(&line.lower[..target.start])..target.start].contains("if you")
    };
    let mut taken = Taken::default();
    let mut found: Vec<Found> = Vec::new();
    let mut shown = Vec::new();
    for found_line in lines_of_their_own(line) {
        taken.take(found_line.start, found_line.end);
        found.push(found_line);
    }
    for chord in keys::find(line) {
        if taken.is_free(chord.start, chord.end) {
            shown.extend(chord.keys.iter().map(|(_, start, end)| Shown { start: *start, end: *end, how: How::Key }));
            taken.take(chord.start, chord.end);
            let text = chord.text();
            // "Don't let go of the Shift key until …"
            let held = line.lower[..chord.start].trim_end_matches(['“', '"', ' ']);
            let held = held.strip_suffix(" the").unwrap_or(held);
            if held.ends_with("let go of") || held.ends_with("release") {
                continue;
            }
            // "Win+R (Windows logo key and R key)": the same once more, in other words.
            let before = line.lower[..chord.start].trim_end_matches(['“', '"', ' ']);
            let bracket = before.strip_suffix("the").unwrap_or(before).trim_end().ends_with('(');
            if bracket && found.last().is_some_and(|f| f.kind == TargetKind::Keys && f.text == text) {
                continue;
            }
            found.push(Found { start: chord.start, end: chord.end, kind: TargetKind::Keys, text, context: false });
        }
    }
    for (start, end, text) in path::find(line) {
        if taken.is_free(start, end) && !is_aside(line, start, end) {
            taken.take(start, end);
            shown.push(Shown { start, end, how: How::Path });
            found.push(Found { start, end, kind: TargetKind::Path, text, context: is_context(line, start) });
        }
    }
    // Whoever opens Run or the search types there, whatever console is open behind it.
    let leaves = |f: &Found| f.kind == TargetKind::Keys && matches!(f.text.as_str(), "Win+R" | "Win" | "Win+S");
    let leaves_console = found.iter().any(leaves);
    let place = Place { console: place.console && !leaves_console, ..place };
    for run in &line.runs {
        if let Some(target) = set_off(line, *run, references, place)
            && taken.is_free(target.start, target.end)
        {
            taken.take(target.start, target.end);
            let again = found.iter().any(|f| f.kind == target.kind && f.text == target.text);
            let again = again || known(&target);
            let again = again && is_told_again(line, target.start);
            let elsewhere =
                || target.kind == TargetKind::Link && leads_elsewhere(line, target.start, &found, references);
            if again && !elsewhere() || is_remarked(line, target.start) {
                continue;
            }
            // Code stays code and a quotation stays one; bold names are shown as controls.
            if target.kind == TargetKind::Ui && run.style == Style::Strong {
                shown.push(Shown { start: target.start, end: target.end, how: How::Ui });
            }
            found.push(target);
        }
    }
    for target in addresses(line, &taken) {
        taken.take(target.start, target.end);
        found.push(target);
    }
    for target in in_a_row(line, &found, &taken) {
        taken.take(target.start, target.end);
        shown.push(Shown { start: target.start, end: target.end, how: How::Ui });
        found.push(target);
    }
    if place.english && !place.title {
        for target in named::find(line, &taken) {
            // "(You are asked when you click X.)": said of a control that the step acts on anyway.
            let again = found.iter().any(|f| {
                f.kind == target.kind
                    && f.text == target.text
                    && (verb_of(line, f.start, f.kind) == verb_of(line, target.start, target.kind)
                        || is_told_again(line, target.start))
            });
            let again = again || known(&target) && is_told_again(line, target.start);
            if again || is_aside(line, target.start, target.end) || marker::is_way(&target.text) {
                continue;
            }
            taken.take(target.start, target.end);
            found.push(target);
        }
    }
    found.sort_by_key(|f| f.start);
    shown.sort_by_key(|s| s.start);
    let action = |f: Found| Action {
        verb: verb_of_found(line, &f),
        span: line.span(f.start, f.end),
        kind: f.kind,
        text: f.text,
        context: f.context,
    };
    Reading { actions: found.into_iter().map(action).collect(), shown, leaves_console }
}

/// The verb of something found. "Turn **X** on" turns it on, and a command on a line of its own is run.
fn verb_of_found(line: &Line, found: &Found) -> String {
    let verb = verb_of(line, found.start, found.kind);
    if matches!(verb.as_str(), "turn" | "switch" | "toggle")
        && let Some(particle) = particle_behind(line, found.end)
    {
        return format!("{verb} {particle}");
    }
    // "Name this value “Anywhere”."
    if found.kind == TargetKind::Input && field::is_naming(line, found.start) {
        return "name".to_owned();
    }
    // "Type **player**, then **Open file location**": that is not typed.
    if found.kind == TargetKind::Ui && !found.context && matches!(verb.as_str(), "type" | "type in" | "input") {
        return String::new();
    }
    if words::words().looks.contains(verb.as_str()) || matches!(verb.as_str(), "find" | "locate" | "look for") {
        return acted_on_later(line, found.end).map_or(verb, base_form);
    }
    let bare = || line.text.trim_matches([' ', '.', ':', ';']).len() <= found.text.len();
    let opens = |b: &usize| line.text.get(*b..found.start).is_some_and(|before| before.trim().is_empty());
    let own_line = || line.breaks.iter().any(opens) || bare();
    if verb.is_empty() && matches!(found.kind, TargetKind::Command | TargetKind::File) && own_line() {
        // "press Enter after each:" names a key, no verb.
        let is_key = |start: usize| ["press ", "hit ", "press the "].iter().any(|p| line.lower[..start].ends_with(p));
        let typed = line.words_before(found.start).iter().rev();
        let typed = typed.filter(|w| w.starts & words::VERB != 0 && !is_key(w.start));
        let typed = typed.filter_map(|w| words::verb_at(&line.lower[w.start..])).map(|(verb, ..)| verb);
        let typed = typed.into_iter().find(|verb| TYPE_VERBS.contains(verb));
        return typed.unwrap_or(if found.kind == TargetKind::Command { "run" } else { "" }).to_owned();
    }
    verb
}

/// "turn X on", "turn the **X** toggle off"
pub fn particle_behind(line: &Line, end: usize) -> Option<&'static str> {
    let after = line.lower[end..].trim_start_matches([' ', '”', '"', '’', '\'']);
    let noun = ["toggle ", "switch ", "option ", "button "].iter().find_map(|noun| after.strip_prefix(noun));
    let word = noun.unwrap_or(after).split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // "switch **X** on the page": where it is.
    let behind = noun.unwrap_or(after)[word.len()..].trim_start();
    let ends = !["the ", "your ", "this ", "a "].iter().any(|article| behind.starts_with(article));
    ["on", "off"].into_iter().find(|particle| *particle == word && ends)
}

/// "(It is for payers – when you select **X**, you are asked.)": a remark in brackets on what would come.
fn is_remarked(line: &Line, at: usize) -> bool {
    let start = clause_start(&line.lower[..at]);
    line.lower[..start].ends_with('(') && line.lower[start..at].contains("when you ")
}

/// "(you are asked when you click **X**)": said of what the step acts on anyway.
fn is_told_again(line: &Line, at: usize) -> bool {
    let clause = &line.lower[clause_start(&line.lower[..at])..at];
    [
        "when you",
        "once you",
        "as you",
        "after you",
        "if you",
        "before you",
        "until you",
        "before clicking",
        "when clicking",
        "after clicking",
    ]
    .iter()
    // "if your PC is older, click here" is to be done.
    .any(|told| clause.match_indices(told).any(|(i, _)| !clause[i + told.len()..].starts_with(char::is_alphabetic)))
}

/// "[here](a) … [here](b)": the same word, and another place.
fn leads_elsewhere(line: &Line, at: usize, found: &[Found], references: &[Reference]) -> bool {
    let address = |at: usize| {
        line.runs.iter().find_map(|r| match r.style {
            Style::Link(link) if r.start <= at && at < r.end => references.get(link as usize).map(|r| r.url.as_str()),
            _ => None,
        })
    };
    let here = address(at);
    here.is_some() && found.iter().filter(|f| f.kind == TargetKind::Link).all(|f| address(f.start) != here)
}

/// Places that are spoken for.
#[derive(Default)]
pub struct Taken(Vec<(usize, usize)>);

impl Taken {
    fn take(&mut self, start: usize, end: usize) {
        self.0.push((start, end));
    }

    pub fn is_free(&self, start: usize, end: usize) -> bool {
        self.0.iter().all(|(s, e)| end <= *s || *e <= start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse::{BlockKind, parse};
    use crate::source::Source;

    fn targets(text: &str) -> Vec<String> {
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let BlockKind::Paragraph(row) = &document.blocks[0].kind else { panic!() };
        let reading = read(&Line::new(row), &document.references, Place::default(), &[]);
        reading
            .actions
            .iter()
            .filter(|a| !a.context)
            .map(|a| format!("{} {}", serde_json::to_value(a.kind).unwrap().as_str().unwrap(), a.text))
            .collect()
    }

    #[test]
    fn a_step_acts_on_what_a_reader_would_say() {
        for (text, want) in [
            ("Click **Accounts**.", vec!["ui Accounts"]),
            ("Click **Your info** in **Account settings**.", vec!["ui Your info"]),
            ("Click **Power** when **View by icons** is selected.", vec!["ui Power"]),
            ("Click **Save** once **Status** is set to **Ready**.", vec!["ui Save"]),
            ("If you run 64-bit, click [here](a). If your PC is old, click [here](b).", vec!["link here", "link here"]),
            ("Click the ' Download ' button, then wait.", vec!["ui Download"]),
            ("In the 'Control Panel, select 'Program' and then click 'Next'.", vec!["ui Program", "ui Next"]),
            ("Click ‘Add or remove programs and click ‘Next’.", vec!["ui Add or remove programs", "ui Next"]),
            ("It’s in the users’ folder: click **OK**.", vec!["ui OK"]),
            ("Open it and turn Voice Chat on.", vec!["ui Voice Chat"]),
            ("Turn the page on Monday.", vec![]),
            ("Type **Mode** as the **Name** and wait.", vec!["input Mode"]),
            ("Double-click it and add “20” for the value.", vec!["input 20"]),
            ("Go to the official website of **Acme**.", vec!["link Acme"]),
            ("Please visit this **post here** to read more.", vec![]),
            (
                "Make sure the services “Acme Help ” and “ Acme Sync ” are turned on.",
                vec!["ui Acme Help", "ui Acme Sync"],
            ),
            (
                "Make sure the **Startup type** is set to **Manual**, and the **Status** is **Running**.",
                vec!["ui Startup type", "ui Manual"],
            ),
            ("Press **F10** to exit the BIOS.Restart your PC.", vec!["keys F10"]),
            ("By default, **All files** is selected. Click **Next**.", vec!["ui Next"]),
            ("Click the button with the minus sign **(-)**.", vec![]),
            ("Click it to open Windows **Settings**.", vec![]),
            ("Name this value “Anywhere” and wait.", vec!["input Anywhere"]),
            ("Create a folder and name it **Old**.", vec!["input Old"]),
            ("Hold the **Shift** key. Don’t let go of the **Shift** key.", vec!["keys Shift"]),
            ("Once they apply the ID they can see it.", vec![]),
            ("Go to this Uninstall key: HKEY_LOCAL_MACHINE\\SOFTWARE.", vec!["path HKEY_LOCAL_MACHINE > SOFTWARE"]),
            ("Click **Go**. The option **All** allows you to go on.", vec!["ui Go"]),
            ("Type `chkdsk N: /f`. Replace **N** with the letter.", vec!["command chkdsk N: /f"]),
            ("Press one of the keys (**F10, F2 or Del**).", vec![]),
            ("Right-click on an **item** and click **Go**.", vec!["ui Go"]),
            (
                "Press and hold the **brightness-up key**, which is usually a **function key**.",
                vec!["keys brightness-up key"],
            ),
            ("Look for it by pressing Check for updates", vec!["ui Check for updates"]),
            ("Press Enter and wait. Press Delete now.", vec!["keys Enter"]),
            ("sfc /scannow", vec!["command sfc /scannow"]),
            ("Locate the Ngc folder.", vec!["file Ngc"]),
            ("Search for the right Acme driver for it.", vec![]),
            ("Save the changes and exit the UEFI settings.", vec![]),
            ("Click the **Display** **1** tab.", vec!["ui Display 1"]),
            ("Press **Win** **1** now.", vec!["keys Win", "keys 1"]),
            ("Use the **arrow keys** to select **Main**.", vec!["keys arrow keys", "ui Main"]),
            ("Press the **number 4 key**.", vec!["keys 4"]),
            (
                "Go to **C:Program Files (x86)** and delete all the **Acme folders**.",
                vec!["file C:Program Files (x86)", "ui Acme folders"],
            ),
            ("Select all of the **log entries**.", vec!["ui log entries"]),
            ("Rename the folder to **Old one**.", vec!["input Old one"]),
            ("Select the Acme movie that you want to download.", vec![]),
            ("Accept Acme original video format.", vec![]),
            ("Press Win + I to open the Windows Settings.", vec!["keys Win+I"]),
            ("Press the **4** key to enter **Safe Mode without network**.", vec!["keys 4"]),
            ("Click **Yes** to accept the **UAC**.", vec!["ui Yes"]),
            ("Click **All**. (It is for payers – when you select **All**, you are asked.)", vec!["ui All"]),
            ("Before clicking the **Save** button, enter a name.", vec![]),
            ("Close all apps before clicking **Restart now**.", vec!["ui Restart now"]),
            ("Don't forget to click **Save**.", vec!["ui Save"]),
            ("Tick **the box for Fast start**.", vec!["ui Fast start"]),
            ("`Win + R` → `services.msc` → **Enter**", vec!["keys Win+R", "input services.msc", "keys Enter"]),
            ("**Spooler** → Right-click → **Restart**", vec!["ui Restart"]),
            ("Open `Settings > System > Display`.", vec!["path Settings > System > Display"]),
            ("Bring the cursor over **More tools** and choose **Extensions**.", vec!["ui More tools", "ui Extensions"]),
            ("Choose Apple menu > System Settings.", vec!["path Apple > System Settings"]),
            (
                "Click **A** \\> **B** \\> the **Lock icon** \\> the **Minus icon** to delete it.",
                vec!["path A > B > Lock > Minus"],
            ),
            ("Type 1 in the **Value data** box.", vec!["input 1"]),
            ("Press `Y` and then `Enter`.", vec!["keys Y", "keys Enter"]),
            ("Press the Windows key, the Shift key and S together.", vec!["keys Win+Shift+S"]),
            ("There is a menu labeled “**Set start key**.”", vec![]),
            ("**View Distance**: medium", vec![]),
            ("Download the installer (usually `.exe`).", vec![]),
            ("Look for the **“Refresh.” You find it** below.", vec!["ui Refresh"]),
            ("`Next`", vec!["ui Next"]),
            ("Click **Update** to **automatically download** it.", vec!["ui Update"]),
            ("**Right-click tool.exe** and select **Run**.", vec!["file tool.exe", "ui Run"]),
            ("Drag the **Speed** slider to **30**.", vec!["ui Speed"]),
            ("Switch **Overlay** to **OFF**.", vec!["ui Overlay"]),
            (
                "Open the Settings app by pressing **Win** \\+ **I** on your keyboard.",
                vec!["ui Settings", "keys Win+I"],
            ),
            ("Go to **Settings > Accounts > Sign-in options**.", vec!["path Settings > Accounts > Sign-in options"]),
            (
                "Navigate to **System and Security** \\> **Security and Maintenance**.",
                vec!["path System and Security > Security and Maintenance"],
            ),
            ("Type **appwiz.cpl** into Run.", vec!["input appwiz.cpl"]),
            ("Type `ipconfig /flushdns` and press **Enter**.", vec!["command ipconfig /flushdns", "keys Enter"]),
            ("**Paste** it to any other disk drive.", vec![]),
            ("**Connect a Bluetooth Device**: pair the headset first", vec![]),
            ("Go to HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft.", vec!["path HKEY_LOCAL_MACHINE > SOFTWARE > Microsoft"]),
            ("Open “Device Manager” and click “Uninstall”", vec!["ui Device Manager", "ui Uninstall"]),
            (
                "Go to Settings > Apps > Installed apps and click Remove.",
                vec!["path Settings > Apps > Installed apps", "ui Remove"],
            ),
            ("Select Yes when the prompt appears", vec!["ui Yes"]),
            ("Go to [the vendor's site](https://a.example/x) and read", vec!["link the vendor's site"]),
            ("Go to the [**vendor's site**](https://a.example/x) and read", vec!["link vendor's site"]),
            ("Wait until the scan is done.", vec![]),
            ("Open the Windows Settings app.", vec!["ui Settings"]),
            ("Right-click it, and hit **Delete**.", vec!["ui Delete"]),
            ("Press F2 or Delete after restarting", vec!["keys F2", "keys Delete"]),
            ("Enter your PIN.", vec![]),
            (
                "Copy and paste this command and hit **Enter**.  \ndel /q %temp%\\*",
                vec!["keys Enter", "command del /q %temp%\\*"],
            ),
            ("Click **Update** **All** (this requires the **Pro version**)", vec!["ui Update All"]),
            ("Open it by pressing **Check for updates**", vec!["ui Check for updates"]),
            ("Click Test the program and hit Next again.", vec!["ui Test the program", "ui Next"]),
            ("Press the ‘Windows’ key +‘L’ on your keyboard", vec!["keys Win+L"]),
            ("Change the value data to “f048” and then hit OK.", vec!["input f048", "ui OK"]),
            (
                "Press the Win key and type cmd. Then right-click on Command Prompt",
                vec!["keys Win", "input cmd", "ui Command Prompt"],
            ),
            ("Click Update & Security > Troubleshoot.", vec!["path Update & Security > Troubleshoot"]),
            ("Choose Repair Your Computer > Troubleshoot.", vec!["path Repair Your Computer > Troubleshoot"]),
            ("Type `dir > list.txt`", vec!["command dir > list.txt"]),
            ("Check if the **HIDCLASS.SYS** blue screen is gone.", vec![]),
            ("If it is still there, try **Fix 2** , below. Repeat **1)** and **2)**.", vec![]),
            ("Go back to **step 2)** and click **Remove**", vec!["ui Remove"]),
            ("Make sure the box for **Fast startup (Recommended)** is cleared", vec!["ui Fast startup (Recommended)"]),
            ("Open Windows 11 Settings from the Start Menu.", vec!["ui Settings"]),
            ("Press the **Ctrl**, **Shift,** and **Esc** keys", vec!["keys Ctrl+Shift+Esc"]),
            ("Press the **Windows logo key** and**R**at the same time", vec!["keys Win+R"]),
            ("Then click C**heck for updates** .", vec!["ui Check for updates"]),
            (
                "Change it to:**Landscape,** **Portrait** or **Portrait (flipped)** for this screen, and click **OK**",
                vec!["ui Landscape", "ui Portrait", "ui Portrait (flipped)", "ui OK"],
            ),
            ("_Tick_ **the box** for **Show more**. Set the value to **0**.", vec!["ui Show more", "input 0"]),
            ("Go to **Config** folder. Delete the **input** files.", vec!["file Config", "file input"]),
            ("Press **F5** or **5** to **run Command Prompt**", vec!["keys F5", "keys 5"]),
            ("You need to open **Services**.", vec!["ui Services"]),
            ("unckeck the option **Fast startup**", vec!["ui Fast startup"]),
            ("Make sure the boxes for **A** and **B** are empty", vec!["ui A", "ui B"]),
            ("For the **Second server**, type **8.8.4.4**", vec!["input 8.8.4.4"]),
            ("Click **Windows Logs** >> **System**", vec!["path Windows Logs > System"]),
            ("Click the **Service** s tab", vec!["ui Services"]),
            ("Click “+” > Choose **Section A** > Tap **Done**.", vec!["ui +", "ui Section A", "ui Done"]),
            (
                "Click the three vertical dots and tap the menu button.",
                vec!["ui three vertical dots", "ui menu button"],
            ),
            ("Tap the screen recording icon.", vec!["ui screen recording icon"]),
            ("Press the stop button, then the arrow.", vec!["ui stop button"]),
            ("Click the same icon, or the right button.", vec![]),
            ("You would be asked to restart the Acme browser.", vec![]),
            ("Under Clear Data, click **Now**.", vec!["ui Now"]),
            ("Select Save Changes and Exit, then wait.", vec!["ui Save Changes and Exit"]),
            ("Check Cached images and files, and click **Now**.", vec!["ui Cached images and files", "ui Now"]),
            ("Click Apply and Close it.", vec!["ui Apply"]),
            ("Sign in to the [Acme admin center](https://a.example/).", vec!["link Acme admin center"]),
            ("If the “sfc /scannow” command fails, go on.", vec![]),
            ("Press **Win+R** (Windows logo key and R key).", vec!["keys Win+R"]),
            ("Click Update All (you are asked when you click Update All).", vec!["ui Update All"]),
            ("Type **player** , then**Open file location**.", vec!["input player", "ui Open file location"]),
            ("Press Control Panel in the search box.", vec![]),
            ("Click More tools > Clear browsing data", vec!["path More tools > Clear browsing data"]),
            ("Tap **Songs >** Scroll down to the last one.", vec!["ui Songs"]),
            ("Tap **Share** > Rename the song > Tap **Use as**.", vec!["ui Share", "ui Use as"]),
            ("Open the app on the PC > Connect your phone > Go to **Phone > Copy**.", vec!["path Phone > Copy"]),
            ("Open Control Panel > Uninstall a program.", vec!["path Control Panel > Uninstall a program"]),
            ("Set the Time range to All time.", vec!["ui Time range"]),
            ("Type`**cmd**` and press Enter.", vec!["input cmd", "keys Enter"]),
            ("You should never disable **Windows Defender**.", vec![]),
            (
                "Check the box next to **Hide all services** and click **Apply** and **OK**.",
                vec!["ui Hide all services", "ui Apply", "ui OK"],
            ),
            ("Uncheck the services EXCEPT **Realtek** and **AMD**.", vec![]),
            ("Press **the power button** and (click **Update All.)**", vec!["ui power", "ui Update All"]),
            ("Click the **Start** button >**Control Panel**.", vec!["path Start > Control Panel"]),
            ("Go to **Start button > Settings**.", vec!["path Start > Settings"]),
            (
                "Click **Internet Protocol (TCP/IPv4)** > **Properties**",
                vec!["path Internet Protocol (TCP/IPv4) > Properties"],
            ),
            ("Right-click it and select Run as administrator.", vec!["ui Run as administrator"]),
            ("Select Open command window here from the menu.", vec!["ui Open command window here"]),
            ("Choose Open in Terminal.", vec!["ui Open in Terminal"]),
            ("Press the Record button, then press Enter.", vec!["ui Record", "keys Enter"]),
            ("Open Registry editor and go to the General tab.", vec!["ui Registry editor", "ui General"]),
            ("Click Change Plan settings.", vec!["ui Change Plan settings"]),
            ("Open the Command Prompt(as said above).", vec!["ui Command Prompt"]),
            ("(You are asked when you click Update All.)", vec!["ui Update All"]),
            ("Locate the Acme graphics device that you have.", vec![]),
            ("Select MP3 as the output format.", vec!["ui MP3"]),
            ("Select the ISO file and go on.", vec![]),
            ("Toggle off the switch on the Ads page.", vec![]),
            (
                "For **First server**, type **8.8.8.8**  \nFor **Second server**, type **8.8.4.4**",
                vec!["input 8.8.8.8", "input 8.8.4.4"],
            ),
            ("Enter your address in **Mail** and click **Go**.", vec!["ui Go"]),
            ("Enter `10.0.0.1` for **Gateway**, then `8.8.8.8` for **DNS**.", vec!["input 10.0.0.1", "input 8.8.8.8"]),
            ("Enter your name in **First name** and **Last name**.", vec![]),
            ("Paste the new key in the **Product key** box.", vec![]),
            ("Type in **msconfig**.", vec!["input msconfig"]),
            ("Set **First server** to **8.8.8.8**.", vec!["ui First server", "input 8.8.8.8"]),
            ("Switch **ON** next to **Sharp text**.", vec!["ui Sharp text"]),
            ("Turn **Off** the **Guard** switch.", vec!["ui Guard"]),
            ("Confirm the question with **Yes**.", vec!["ui Yes"]),
            ("Make a value, name it `NoLock` and set its value to `1`.", vec!["input NoLock", "input 1"]),
            ("Log in as `ACME\\ann`.", vec!["input ACME\\ann"]),
            (
                "Open the folder **Mail** and delete `ann@acme.example.pst`.",
                vec!["file Mail", "file ann@acme.example.pst"],
            ),
            ("Copy **setup.exe** to it.", vec!["file setup.exe"]),
            ("Note that the **Scan** button is gray. You'll find **Tools** below.", vec![]),
            ("You'll see a report after you click **Close**.", vec![]),
            ("Scroll down until you see **More options** and click it.", vec!["ui More options"]),
            ("Make sure the camera is turned on for “Desk” and “Door”.", vec!["ui Desk", "ui Door"]),
            ("Press Command + I, or click Enter to start.", vec!["keys Command+I", "keys Enter"]),
            ("Press **F2** or **Delete** now.", vec!["keys F2", "keys Delete"]),
            ("Click [here](https://a.example/x) to get it.", vec!["link here"]),
            ("Go to Acme’s website and look.", vec!["link Acme’s website"]),
            ("Go to its page: https://a.example/x.", vec!["link https://a.example/x"]),
            ("It is made by https://a.example/x.", vec![]),
            ("Go to 😀ps://a.example/x.", vec![]),
            ("Go to **Update & Security > Recovery**.", vec!["path Update & Security > Recovery"]),
            ("Choose **Repair Your Computer > Troubleshoot**.", vec!["path Repair Your Computer > Troubleshoot"]),
            ("Click the **Fast** option > **Change it**.", vec!["path Fast > Change it"]),
            ("Hit “**Scan**” > Select any drive and hit “**Go**”.", vec!["ui Scan", "ui Go"]),
            ("Highlight all services except Acme and click **Disable**.", vec!["ui Disable"]),
            (
                "Run `reg delete HKLM\\SOFTWARE\\Acme /v Mode` and wait.",
                vec!["command reg delete HKLM\\SOFTWARE\\Acme /v Mode"],
            ),
            ("Run `reg query \"HKLM\\SOFTWARE\\Acme\"`.", vec!["command reg query \"HKLM\\SOFTWARE\\Acme\""]),
            ("Type **chkdsk /r c:** and then **d:**.", vec!["command chkdsk /r c:", "input d:"]),
            ("Prior to running **Cleaner**, boot your PC. In order to enable the Guard, click **On**.", vec!["ui On"]),
            ("Turn the **Downloads** toggle **Off**.", vec!["ui Downloads"]),
            ("Check if **Tuning** is set to **normal**.", vec!["ui Tuning"]),
            ("Make sure it is set to **Disabled**.", vec!["ui Disabled"]),
            ("It does not need you to click the **Convert** button.", vec![]),
            ("Press **Win+I** (the Windows logo key and the i key).", vec!["keys Win+I"]),
            (
                "Select yes to confirm, go to the control panel and select uninstall.",
                vec!["ui yes", "ui control panel", "ui uninstall"],
            ),
            ("Select no more than two.", vec![]),
            ("Look for the **Terminal** and open it.", vec!["ui Terminal"]),
            ("Enter the “**Converter**” module.", vec!["ui Converter"]),
            (
                "In the console, run these:  \n`diskpart  \nlist volume`",
                vec!["command diskpart", "command list volume"],
            ),
            (
                "Make sure **Turn on fast startup (Recommended)** is unchecked.",
                vec!["ui Turn on fast startup (Recommended)"],
            ),
        ] {
            assert_eq!(targets(text), want, "{text}");
        }
    }
}
