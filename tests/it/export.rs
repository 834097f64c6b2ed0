//! What is taken out of a site: one guide, one category, the whole of it.

use std::io::{Cursor, Read};

use crate::project::{GUIDE, Project, stderr};

/// Two guides of one category, one picture, a site that says where it lies.
fn project() -> Project {
    let project = Project::new();
    project.write("guidepost.yaml", "name: Help Desk\nbase_url: https://help.example/\n");
    let with_picture = GUIDE.replace("Restart the print spooler", "Pause the print spooler").replace(
        "select **Restart**.",
        "select **Pause**.\n\n   ![The menu](menu.svg)\n\nSee [how to restart it](spooler.md#step-2).",
    );
    project.write("content/guides/pause.md", with_picture);
    let shapes = "<path d='M0 0h9v9H0z' fill='#123456'/>".repeat(68);
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{shapes}</svg>");
    project.write("content/guides/menu.svg", svg);
    project
}

#[test]
fn a_guide_goes_by_every_name_it_has() {
    let project = project();
    let names = [
        "content/guides/pause.md",
        "guides\\pause.md",
        "guides/pause.html",
        "https://help.example/guides/pause.html#step-1",
        "pause",
        "Pause the print spooler",
        "pause spooler",
    ];
    for name in names {
        project.run(&["export", "page", name, "--output", "a.html", "--today", "2026-11-24"]).code(0);
        let page = project.read("a.html");
        assert!(page.contains("<title>Pause the print spooler · Help Desk</title>"), "{name}");
        assert!(page.contains("as it was in Help Desk on Nov 24, 2026"), "{name}");
    }
    let said = stderr(&project.run(&["export", "page", "print spooler"]).code(66));
    assert!(said.contains("more than one") && said.contains("`guides/pause.md`, `guides/spooler.md`"), "{said}");
    let said = stderr(&project.run(&["export", "page", "pausse"]).code(66));
    assert!(said.contains("did you mean `guides/pause.md`"), "{said}");
}

#[test]
fn a_page_is_one_file_and_the_same_every_time() {
    let project = project();
    let make = || {
        project.run(&["export", "page", "pause", "--today", "2026-11-24"]).code(0);
        project.read("pause.html")
    };
    let page = make();
    assert_eq!(page, make(), "a file of ours is replaced");
    for address in page.split(" src=\"").skip(1) {
        assert!(address.starts_with("data:"), "{}", &address[..60]);
    }
    assert!(!page.contains("<link rel=\"stylesheet\"") && !page.contains("<script src"));
    assert!(page.contains("<a href=\"https://help.example/guides/spooler.html#step-2\">how to restart it</a>"));
    project.write("pause.html", "my own");
    let said = stderr(&project.run(&["export", "page", "pause"]).code(73));
    assert!(said.contains("did not make") && project.read("pause.html") == "my own", "{said}");
}

#[test]
fn a_budget_is_kept_or_nothing_is_written() {
    let project = project();
    let said = stderr(&project.run(&["export", "page", "pause", "--budget", "20KB"]).code(1));
    assert!(said.contains("which is over 20 KB") && said.contains("guides/menu.svg (4 KB)"), "{said}");
    assert!(!project.path("pause.html").exists());
    let said = stderr(&project.run(&["export", "page", "pause", "--budget", "2MB"]).code(0));
    assert!(said.contains("with 1 picture -> pause.html"), "{said}");
    project.run(&["export", "page", "pause", "--budget", "much"]).code(64);
}

#[test]
#[cfg(feature = "images")]
fn pictures_are_made_smaller_until_the_file_fits() {
    let project = project();
    // Noise, which nothing packs.
    let mix = |x: u64, by: u64| (x ^ (x >> 29)).wrapping_mul(by);
    let noise = crate::vault::png_of(1600, 1200, &|i| {
        (mix(mix(i as u64 + 1, 0x9e37_79b9_7f4a_7c15), 0xbf58_476d_1ce4_e5b9) >> 32) as u8
    });
    project.write("content/guides/noise.png", noise);
    let guide = project.read("content/guides/pause.md").replace("menu.svg", "noise.png");
    project.write("content/guides/pause.md", guide);
    let whole = stderr(&project.run(&["export", "page", "pause"]).code(0));
    assert!(project.read("pause.html").len() > 250_000, "{whole}");
    project.run(&["export", "page", "pause", "--budget", "200KB"]).code(0);
    let page = project.read("pause.html");
    assert!(page.len() <= 200_000 && page.len() > 90_000, "{}", page.len());
    assert!(page.contains("src=\"data:image/webp;base64,"));
}

#[test]
#[cfg(feature = "images")]
fn a_bitmap_fits_as_well_and_the_budget_that_is_named_works() {
    let project = project();
    let (width, height) = (500u32, 350u32);
    let length = 54 + width * 3 * height;
    let mut bmp = b"BM".to_vec();
    for number in [length, 0, 54, 40, width, height, 1 | 24 << 16, 0, 0, 0, 0, 0, 0] {
        bmp.extend(number.to_le_bytes());
    }
    let mut seed = 1u32;
    bmp.extend((54..length).map(|_| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 26) as u8
    }));
    project.write("content/guides/shot.bmp", bmp);
    let guide = project.read("content/guides/pause.md").replace("menu.svg", "shot.bmp");
    project.write("content/guides/pause.md", guide);
    project.run(&["export", "page", "pause", "--budget", "300KB"]).code(0);
    assert!(project.read("pause.html").len() <= 300_000);
    // Less than the page without pictures: what is named instead is less than what all of it takes, and enough.
    let said = stderr(&project.run(&["export", "page", "pause", "--budget", "20KB", "--output", "b.html"]).code(1));
    let named = said.split("--budget ").nth(1).expect("a budget").split_whitespace().next().expect("a size");
    project.run(&["export", "page", "pause", "--budget", named, "--output", "b.html"]).code(0);
    project.run(&["export", "page", "pause", "--output", "c.html"]).code(0);
    assert!(project.read("b.html").len() < project.read("c.html").len() * 9 / 10, "{said}");
}

#[test]
#[cfg(feature = "images")]
fn the_rest_of_the_pictures_pays_for_one_that_cannot_be_made_smaller() {
    let project = project();
    let mix = |x: u64, by: u64| (x ^ (x >> 29)).wrapping_mul(by);
    let noise = crate::vault::png_of(500, 350, &|i| {
        (mix(mix(i as u64 + 1, 0x9e37_79b9_7f4a_7c15), 0xbf58_476d_1ce4_e5b9) >> 32) as u8
    });
    project.write("content/guides/noise.png", noise);
    // A drawing of 40 KB.
    let shapes = "<path d='M0 0h9v9H0z' fill='#123456'/>".repeat(900);
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{shapes}</svg>");
    project.write("content/guides/menu.svg", drawing);
    let guide = project.read("content/guides/pause.md");
    let both = "![The menu](menu.svg)\n\n   ![The noise](noise.png)";
    project.write("content/guides/pause.md", guide.replace("![The menu](menu.svg)", both));
    let export = |budget: &str| project.run(&["export", "page", "pause", "--budget", budget, "--output", "a.html"]);
    let said = |budget: &str| stderr(&export(budget).code(1));
    let (one, other) = (said("30KB"), said("60KB"));
    let floor = |said: &str| {
        let part =
            |from: &str, to: &str| said.split(from).nth(1).and_then(|s| s.split(to).next()).expect("a size").to_owned();
        (part("would have ", ","), part("without any it has ", ";"))
    };
    assert_eq!(floor(&one), floor(&other), "how small it can become does not hang on what was asked for");
    // A few bytes more than the least there can be.
    let least: usize = floor(&one).0.trim_end_matches(" KB").parse().expect("a size in KB");
    export(&format!("{least}KB")).code(0);
    let page = project.read("a.html");
    assert!(page.len() <= least * 1_000 && page.contains("image/svg+xml") && page.contains("image/webp"));
}

#[test]
fn a_picture_that_the_site_would_not_show_is_not_sent_and_the_author_hears_of_it() {
    let project = project();
    project.write("content/guides/scan.tif", b"II*\0\x08\0\0\0 and what a scanner writes");
    let guide = project.read("content/guides/pause.md");
    project.write("content/guides/pause.md", guide.replace("![The menu](menu.svg)", "![The scan](scan.tif)"));
    for command in [["export", "page", "pause"], ["export", "print", "printing"]] {
        let said = stderr(&project.run(&[&command[..], &["--output", "a.html"]].concat()).code(1));
        assert!(
            said.contains("broken-image") && said.contains("shown here") && said.contains("with 0 pictures"),
            "{said}"
        );
        let page = project.read("a.html");
        assert!(!page.contains("octet-stream") && !page.contains("<img") && page.contains("The scan"), "{page}");
    }
    project.write("content/guides/pause.md", guide);
    let said = stderr(&project.run(&["export", "page", "pause", "--output", "a.html"]).code(0));
    assert!(!said.contains("broken-image"), "of what the guide does not show nothing is said: {said}");
}

#[test]
fn a_category_is_printed_as_one_file() {
    let project = project();
    project.run(&["export", "print", "printing", "--output", "out/book.html"]).code(0);
    let page = project.read("out/book.html");
    assert!(page.contains("2 guides") && page.matches("<article").count() == 2);
    assert!(
        page.contains("<a href=\"#g2-step-2\">how to restart it</a>"),
        "a link to a guide that is in it stays in it"
    );
    let said = stderr(&project.run(&["export", "print", "Print"]).code(66));
    assert!(said.contains("did you mean `Printing`?"), "{said}");
}

#[test]
fn an_archive_holds_what_a_build_writes() {
    let project = project();
    project.run(&["build"]).code(0);
    project.run(&["export", "zip"]).code(0);
    let bytes = std::fs::read(project.path("help-desk.zip")).expect("the archive");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("a ZIP file");
    let mut files = Vec::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        files.push((file.name().expect("a name in UTF-8").into_owned(), bytes));
    }
    assert_eq!(files[0].0, "READ ME.txt");
    assert!(String::from_utf8_lossy(&files[0].1).contains("open index.html in the folder “help-desk”"));
    let built = project.files("site").into_iter().filter(|(path, _)| path != ".guidepost");
    let built: Vec<_> = built.map(|(path, bytes)| (format!("help-desk/{path}"), bytes)).collect();
    let packed: Vec<_> = files.split_off(1);
    let names = |files: &[(String, Vec<u8>)]| {
        let mut names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&built), names(&packed));
    for (name, bytes) in &built {
        assert!(packed.iter().any(|(n, b)| n == name && b == bytes), "{name}");
    }
    project.run(&["export", "zip"]).code(0);
    assert!(std::fs::read(project.path("help-desk.zip")).expect("the archive") == bytes, "the same bytes again");
    project.write("help-desk.zip", "mine");
    project.run(&["export", "zip"]).code(73);
}

#[test]
fn a_project_with_templates_of_its_own_is_built_and_sent() {
    let project = project();
    project.write(
        "templates/guide.html",
        "<html><head></head><body><h1>{{ title }}</h1><a href=\"{{ frame.home }}\">Home</a></body></html>",
    );
    project.run(&["build"]).code(0);
    project.run(&["export", "page", "pause"]).code(0);
    let page = project.read("pause.html");
    assert!(page.contains("<h1>Pause the print spooler</h1><a href=\"https://help.example/\">Home</a>"), "{page}");
}
