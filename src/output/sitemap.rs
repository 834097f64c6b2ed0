//! `sitemap.xml` for search engines, when the settings say where the site is hosted.

use crate::address;
use crate::markup;
use crate::site::Site;

/// Most addresses that one sitemap may hold by its standard (sitemaps.org).
const MOST: usize = 50_000;

/// Every guide that is listed, with the day it changed.
pub fn sitemap(site: &Site, base: &str) -> String {
    let base = base.trim_end_matches('/');
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for guide in site.listed().map(|g| &site.guides[g]).take(MOST) {
        let path = address::relative("index.html", &guide.permalink);
        xml.push_str(&format!("<url><loc>{}/{path}</loc>", markup::escape(base)));
        let front = &guide.entry.guide.front;
        if let Some(day) = front.updated.or(front.date) {
            xml.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
