//! Pictures on their way into a site: what is published, what is remembered, what harms nobody.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use guidepost::config::ImagesConfig;
use guidepost::{picture, vault};

use crate::project::{Project, stderr};
use crate::samples;

/// Like a photograph of `seed`, so that a smaller version pays.
fn photograph(width: u32, height: u32, mut seed: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 27) as u8;
        Rgb([(x * 200 / width) as u8 + noise, (y * 200 / height) as u8 + noise, 60 + noise])
    });
    save(picture)
}

/// Like a dialog: few colors, sharp edges.
fn dialog(width: u32, height: u32) -> Vec<u8> {
    save(RgbImage::from_fn(width, height, |x, y| if (x / 4 + y / 7) % 5 == 0 { Rgb([20; 3]) } else { Rgb([240; 3]) }))
}

fn save(picture: RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn guide(pictures: &[&str]) -> String {
    let head = "---\ntitle: Look at it\ndescription: It is shown.\ndate: 2026-01-02\ncategories: [A]\ntags: [a]\n\
platforms: [Windows 11]\n---\n\n## Look\n\n";
    let steps = pictures.iter().enumerate().map(|(n, p)| {
        format!("{}. Select **Button {n}**.\n\n   ![The button number {n} in its window]({p})\n\n", n + 1)
    });
    head.to_owned() + &steps.collect::<String>()
}

/// Path -> bytes of everything below a folder.
fn tree(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    project.files(folder).into_iter().collect()
}

fn with_two() -> Project {
    let project = Project::empty();
    project.write("content/a.md", guide(&["images/photo.png", "images/dialog.png"]));
    project.write("content/images/photo.png", photograph(1300, 700, 1));
    project.write("content/images/dialog.png", dialog(400, 300));
    project
}

/// IM19: width and height, late loading behind the first.
#[test]
fn a_page_offers_each_picture_in_the_sizes_that_pay() {
    let project = with_two();
    let output = project.run(&["build"]);
    assert!(stderr(&output).contains("pictures: 2, "), "{}", stderr(&output));
    let site = tree(&project, "site");
    let page = String::from_utf8_lossy(&site["a.html"]).into_owned();
    let html = scraper::Html::parse_document(&page);
    let images: Vec<_> = html.select(&scraper::Selector::parse(".shot img").unwrap()).map(|e| e.value()).collect();
    let [photo, dialog] = images[..] else { panic!("{page}") };
    let offers: Vec<(&str, &str)> =
        photo.attr("srcset").unwrap().split(", ").map(|offer| offer.split_once(' ').unwrap()).collect();
    assert_eq!(offers.iter().map(|o| o.1).collect::<Vec<_>>(), ["480w", "960w", "1300w"]);
    let lengths: Vec<usize> = offers.iter().map(|(path, _)| site[*path].len()).collect();
    assert!(lengths.is_sorted(), "{lengths:?}");
    assert_eq!((photo.attr("width"), photo.attr("height")), (Some("1300"), Some("700")));
    assert_eq!((photo.attr("loading"), dialog.attr("loading")), (None, Some("lazy")));
    assert_eq!(photo.attr("src"), Some(offers[2].0), "who knows no srcset gets all of it");
    assert!(dialog.attr("srcset").is_none() && site.contains_key(dialog.attr("src").unwrap()));
    let link = html.select(&scraper::Selector::parse(".shot a").unwrap()).next().unwrap();
    assert_eq!(link.attr("href"), Some(offers[2].0), "zoom shows the largest");
    assert!(!site.contains_key("images/photo.png"), "the original is not there once more");
}

#[test]
fn the_second_build_makes_no_picture_and_the_site_is_the_same() {
    let project = with_two();
    let first = stderr(&project.run(&["build"]));
    assert!(first.contains("0 known, 2 new"), "{first}");
    let cold = tree(&project, "site");
    let second = stderr(&project.run(&["build"]));
    assert!(second.contains("2 known, 0 new"), "{second}");
    assert!(tree(&project, "site") == cold);

    // One thread, nothing remembered, in another folder: the same bytes.
    let other = with_two();
    let mut command = other.command(&["build"]);
    drop(command.env("RAYON_NUM_THREADS", "1").assert());
    assert!(tree(&other, "site") == cold);

    // A file that went missing is made again, and so is what other settings want.
    let made = tree(&project, ".guidepost");
    let lost = made.keys().find(|path| path.ends_with(".webp")).unwrap();
    std::fs::remove_file(project.path(".guidepost").join(lost)).unwrap();
    let third = stderr(&project.run(&["build"]));
    assert!(third.contains("1 known, 1 new"), "{third}");
    assert!(tree(&project, "site") == cold);
    project.write("guidepost.yaml", "images: {quality: 40}\n");
    let fourth = stderr(&project.run(&["build"]));
    assert!(fourth.contains("0 known, 2 new"), "{fourth}");
    assert!(tree(&project, "site") != cold);
}

#[test]
fn two_builds_at_once_share_what_they_make() {
    let project = with_two();
    for n in 2..8 {
        project.write(&format!("content/images/{n}.png"), photograph(700, 300, n));
    }
    let names: Vec<String> = (2..8).map(|n| format!("images/{n}.png")).collect();
    project.write("content/b.md", guide(&names.iter().map(String::as_str).collect::<Vec<_>>()));
    std::thread::scope(|scope| {
        for output in ["one", "two"] {
            let mut command = project.command(&["build", "--output", output]);
            scope.spawn(move || command.assert().append_context("output", output).code(0));
        }
    });
    assert!(tree(&project, "one") == tree(&project, "two"));
    let left: Vec<_> = project.files(".guidepost").into_iter().filter(|(name, _)| name.ends_with(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
    let third = stderr(&project.run(&["build"]));
    assert!(third.contains("8 known, 0 new"), "{third}");
}

/// IM01, IM02, IM03, IM10, IM21: each bad file is told and is no part of the site.
#[test]
fn one_bad_picture_spoils_only_itself() {
    let project = Project::empty();
    let names = ["good.png", "cut.png", "page.png", "empty.png", "bad.svg", "raw.heic", "wrong.jpg"];
    project.write("content/a.md", guide(&names));
    let whole = dialog(400, 300);
    project.write("content/good.png", &whole);
    project.write("content/cut.png", &whole[..whole.len() / 2]);
    project.write("content/page.png", b"<!DOCTYPE html><script>alert(1)</script>");
    project.write("content/empty.png", b"");
    project.write("content/bad.svg", b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>");
    project.write("content/raw.heic", b"\0\0\0\x20ftypheic0000");
    project.write("content/wrong.jpg", dialog(300, 300));
    let output = crate::project::stdout(&project.run(&["build", "--format", "json"]));
    let site = tree(&project, "site");
    let page = String::from_utf8_lossy(&site["a.html"]).into_owned();
    assert_eq!(page.matches("<figure class=\"shot").count(), 2, "{page}");
    assert_eq!(page.matches("<figure class=\"missing").count(), 5);
    for name in &names[1..6] {
        assert!(output.contains(&format!("content/{name}")), "{name}: {output}");
    }
    assert_eq!(output.matches("broken-image").count(), 5, "{output}");
    assert_eq!(output.matches("image-type").count(), 1, "{output}");
    for name in &names[1..6] {
        assert!(!site.contains_key(*name), "{name} must not be handed out");
    }
    assert!(output.contains("the file is empty") && output.contains("the file is a drawing that is not taken"));
    // Only looking says the same, and leaves nothing behind.
    let other = Project::empty();
    other.write("content/a.md", guide(&["cut.png"]));
    other.write("content/cut.png", &whole[..whole.len() / 2]);
    let told = stderr(&other.run(&["check"]));
    assert!(told.contains("content/cut.png") && told.contains("put a whole picture in its place"), "{told}");
    assert!(told.contains("a.md:14") && told.contains("shown here"), "the place of the article is named: {told}");
    assert!(!other.path(".guidepost").exists());
}

/// IM04, IM14: cut at every 64th of its length, or longer than it should be.
#[test]
fn a_cut_picture_is_neither_fetched_nor_shown_whatever_its_kind() {
    let shown = |bytes: &[u8], ending: &str| {
        let developed = picture::develop(bytes, &format!("a.{ending}"), &ImagesConfig::default());
        !developed.versions.is_empty()
    };
    for (ending, whole) in samples::all() {
        assert!(vault::kind::look(&whole).is_ok() && shown(&whole, ending), "{ending}");
        // Whoever hides something behind the end hides it in vain, and the picture is one.
        let longer = [&whole[..], b"<script>alert(1)</script>"].concat();
        assert!(vault::kind::look(&longer).is_ok(), "{ending}: fetched with something behind its end");
        assert!(shown(&longer, ending), "{ending}: shown with something behind its end");
        for part in 0..64 {
            let cut = &whole[..whole.len() * part / 64];
            assert!(vault::kind::look(cut).is_err(), "{ending} fetched, {part} of 64");
            assert!(!shown(cut, ending), "{ending} shown, {part} of 64");
        }
    }
    let project = Project::empty();
    project.write("content/a.md", guide(&["a.avif", "a.bmp", "a.ico", "whole.avif"]));
    for ending in ["avif", "bmp", "ico"] {
        let whole = samples::one(ending);
        project.write(&format!("content/a.{ending}"), &whole[..whole.len() / 2]);
    }
    project.write("content/whole.avif", samples::one("avif"));
    let told = stderr(&project.run(&["build"]));
    assert_eq!(told.matches("is damaged").count() + told.matches("cut off at its head").count(), 3, "{told}");
    assert_eq!(project.read("site/a.html").matches("<figure class=\"missing").count(), 3);
}

/// IM21: a kind that is converted.
#[test]
fn a_bmp_is_shown_as_small_as_the_same_picture_in_another_file() {
    let project = Project::empty();
    project.write("content/a.md", guide(&["a.bmp", "a.png"]));
    let png = dialog(640, 400);
    let mut bmp = Cursor::new(Vec::new());
    image::load_from_memory(&png).unwrap().write_to(&mut bmp, ImageFormat::Bmp).unwrap();
    assert!(bmp.get_ref().len() > 700_000);
    project.write("content/a.bmp", bmp.into_inner());
    project.write("content/a.png", &png);
    project.run(&["build"]).code(0);
    let shown: Vec<usize> =
        tree(&project, "site").iter().filter(|(path, _)| path.starts_with("pictures/")).map(|(_, b)| b.len()).collect();
    assert!(shown.len() == 1 && shown[0] < 100_000, "one small file for both: {shown:?}");
}

/// IM10: a drawing that acts.
#[test]
fn a_drawing_is_handed_out_without_its_scripts_wherever_it_lies() {
    let project = Project::empty();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script><rect width=\"9\" height=\"9\"/></svg>";
    project.write("content/a.md", "# A\n\nSee [the drawing](linked.svg).\n\n![x](shown.svg)\n");
    for name in ["content/linked.svg", "content/loose.svg", "content/shown.svg", "static/own.svg"] {
        project.write(name, drawing);
    }
    project.write("content/bad.svg", "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>");
    let output = crate::project::stdout(&project.run(&["build", "--format", "json"]));
    let site = tree(&project, "site");
    let text = |name: &str| String::from_utf8_lossy(&site[name]).into_owned();
    for name in ["linked.svg", "loose.svg"] {
        assert!(text(name).contains("<rect") && !text(name).contains("alert"), "{name}");
        assert!(output.contains(&format!("content/{name}")), "{output}");
    }
    for name in ["shown.svg", "bad.svg"] {
        assert!(!site.contains_key(name), "{name}: {output}");
    }
    // What the owner of the site puts at its top is copied as it is.
    assert!(text("own.svg").contains("alert"));
}

/// IM15: the same bytes under two names.
#[test]
fn the_same_picture_is_there_once_and_an_original_where_it_is_wanted() {
    let project = Project::empty();
    let picture = dialog(400, 300);
    let linked = guide(&["one.png", "two.png"]) + "\nThe [picture itself](two.png).\n";
    project.write("content/a.md", &linked);
    project.write("content/one.png", &picture);
    project.write("content/two.png", &picture);
    project.run(&["build"]);
    let pictures = |site: &BTreeMap<String, Vec<u8>>| {
        let names = site.keys().filter(|n| n.starts_with("pictures/") || n.ends_with(".png")).cloned();
        names.filter(|n| !n.starts_with("assets/")).collect::<Vec<_>>()
    };
    let found = pictures(&tree(&project, "site"));
    assert!(matches!(&found[..], [one, two] if one.starts_with("pictures/") && two == "two.png"), "{found:?}");

    project.write("guidepost.yaml", "images: {process: false, originals: true}\n");
    project.run(&["build"]);
    let found = pictures(&tree(&project, "site"));
    assert!(matches!(&found[..], [a, b, c] if a == "one.png" && b.ends_with(".png") && c == "two.png"), "{found:?}");
}

#[test]
fn a_picture_saved_once_more_is_shared_and_one_with_a_mark_in_it_is_not() {
    let plain = RgbImage::from_fn(400, 300, |x, y| if (x / 4 + y / 7) % 5 == 0 { Rgb([20; 3]) } else { Rgb([240; 3]) });
    let mut marked = plain.clone();
    (100..140).for_each(|x| marked.put_pixel(x, 150, Rgb([232, 17, 35])));
    let jpeg = |picture: &RgbImage, quality: u8| {
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).unwrap();
        bytes
    };
    let project = Project::empty();
    let names = ["a.jpg", "b.jpg", "plain.png", "marked.png", "marked.jpg"];
    project.write("content/a.md", guide(&names));
    project.write("content/a.jpg", jpeg(&plain, 90));
    project.write("content/b.jpg", jpeg(&plain, 95));
    project.write("content/plain.png", save(plain));
    project.write("content/marked.jpg", jpeg(&marked, 92));
    project.write("content/marked.png", save(marked));
    let told = stderr(&project.run(&["build"]));
    assert!(told.contains("5 new, 3 the same as another"), "{told}");
    let page = project.read("site/a.html");
    let html = scraper::Html::parse_document(&page);
    let images = scraper::Selector::parse(".shot img").unwrap();
    let shown: Vec<&str> = html.select(&images).filter_map(|image| image.value().attr("src")).collect();
    assert!(shown[0] == shown[2] && shown[1] == shown[2] && shown[3] == shown[4] && shown[0] != shown[3], "{shown:?}");
    let site = tree(&project, "site");
    assert_eq!(site.keys().filter(|name| name.starts_with("pictures/")).count(), 2);
    let told = stderr(&project.run(&["build"]));
    assert!(told.contains("5 known, 0 new, 3 the same as another") && tree(&project, "site") == site, "{told}");
}

#[test]
fn a_picture_that_is_not_there_keeps_its_words_and_its_caption() {
    let project = Project::empty();
    let text = guide(&["gone.png"]).replace("(gone.png)", "(gone.png \"As of version 23\")");
    project.write("content/a.md", text);
    project.run(&["build"]).code(1);
    let page = project.read("site/a.html");
    let missing = page.split("<figure class=\"missing\">").nth(1).expect("a figure").split("</figure>").next().unwrap();
    assert!(missing.contains("The button number 0") && missing.contains("As of version 23"), "{missing}");
}

/// IM16, IM20: each picture is the one that its address leads to, however it is written.
#[test]
fn pictures_are_found_by_every_way_to_write_their_address() {
    let project = Project::empty();
    project.write(
        "content/a.md",
        guide(&["one/p.png?raw=true", "two/p.png", "<one/b c.png>", "one/b%20c.png", "one\\ü.png"]),
    );
    for (n, path) in ["one/p.png", "two/p.png", "one/b c.png", "one/ü.png"].into_iter().enumerate() {
        project.write(&format!("content/{path}"), photograph(300, 200, n as u32 + 1));
    }
    project.run(&["build"]);
    let page = project.read("site/a.html");
    assert_eq!(page.matches("<figure class=\"shot").count(), 5, "{page}");
    let sources: std::collections::BTreeSet<&str> = page
        .split("<img src=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|s| s.contains("pictures/"))
        .collect();
    assert_eq!(sources.len(), 4, "the same name in another folder is another picture: {sources:?}");
}

/// IM19: pictures have their room before they are there, wherever they stand and however many they are.
#[test]
fn no_picture_makes_the_page_jump() {
    let project = Project::empty();
    project.write("content/p.png", dialog(300, 200));
    let steps: String = (0..500).map(|n| format!("{}. Press it.\n\n   ![Shown {n}](p.png)\n\n", n + 1)).collect();
    let text = format!(
        "---\ntitle: Look at it\ndescription: D.\n---\n\n## Look ![i](p.png)\n\n[![linked](p.png)](https://a.example/)\n\n\
         | a | b |\n|---|---|\n| ![cell](p.png) | x |\n\n{steps}"
    );
    project.write("content/a.md", text);
    project.run(&["build"]).code(0);
    let page = scraper::Html::parse_document(&project.read("site/a.html"));
    let images: Vec<_> = page.select(&scraper::Selector::parse("main img").unwrap()).map(|e| e.value()).collect();
    assert!(images.len() >= 502, "{}", images.len());
    for image in &images {
        assert!(image.attr("width").is_some() && image.attr("height").is_some(), "{image:?}");
    }
    assert!(images.iter().filter(|i| i.attr("loading") != Some("lazy")).count() <= 1);
}

/// IM17: words that say nothing are told; those that say it twice or at length are no fault of the page.
#[test]
fn words_of_pictures_are_judged() {
    let project = Project::empty();
    project.write("content/p.png", dialog(300, 200));
    let long = "The window with a list of words ".repeat(63);
    let forms = [
        String::from("![](p.png)"),
        "![p.png](p.png)".into(),
        format!("![{long}](p.png)"),
        "![Menu](p.png \"Menu\")".into(),
    ];
    let steps: String = forms.iter().map(|form| format!("1. Wait.\n\n   {form}\n\n")).collect();
    project.write("content/a.md", format!("---\ntitle: Look\ndescription: D.\n---\n\n{steps}"));
    let told = stderr(&project.run(&["build"]));
    assert!(told.contains("one picture has no alternative text"), "{told}");
    assert!(told.contains("the alternative text `p.png` says nothing of the picture"), "{told}");
    let page = project.read("site/a.html");
    assert!(
        page.contains(long.trim()) && !page.contains("<figcaption>Menu"),
        "a caption that says the same is left out"
    );
}

#[test]
fn a_screenshot_in_a_sentence_opens_large_and_an_icon_does_not() {
    let project = Project::empty();
    project.write("content/window.png", dialog(640, 400));
    project.write("content/gear.png", dialog(24, 24));
    project.write(
        "content/go.md",
        "---\ntitle: Go\ndescription: Go on.\n---\n\n1. Select **Alpha** ![the window](window.png) and **Beta**.\n\
         2. Click the gear ![gear](gear.png) and wait.\n",
    );
    project.run(&["build"]).success();
    let page = project.read("site/go.html");
    assert_eq!(page.matches("<a class=\"zoom\" href=\"pictures/").count(), 1, "{page}");
    assert!(page.contains("</a> and <strong"), "a blank on either side: {page}");
}
