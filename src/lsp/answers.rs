//! What is asked about an open document: the name under the pointer, what could be written, the outline.

use std::io::Write;

use serde_json::Value;

use crate::disk;
use crate::lsp::actions::{self, Wanted};
use crate::lsp::rpc::{self, Refusal};
use crate::lsp::server::Server;
use crate::lsp::{hover, symbols};
use crate::source::Span;

impl<W: Write> Server<W> {
    pub(super) fn answer(&mut self, method: &str, params: &Value) -> Result<Value, Refusal> {
        let known = ["textDocument/hover", "textDocument/codeAction", "textDocument/documentSymbol"];
        if !known.contains(&method) {
            return Err(Refusal(rpc::METHOD_NOT_FOUND, format!("no method `{method}`")));
        }
        let missing = |what: &str| Refusal(rpc::INVALID_PARAMS, format!("`{what}` is missing"));
        let uri = params["textDocument"]["uri"].as_str().ok_or_else(|| missing("textDocument.uri"))?;
        let (encoding, able) = (self.encoding, &self.able);
        // What is not open, or not read, is not known.
        let Some(document) = self.documents.get_mut(uri).filter(|d| d.source.text.len() as u64 <= disk::LONGEST_TEXT)
        else {
            return Ok(Value::Null);
        };
        let Some(desk) = self.desks.get(&document.home) else { return Ok(Value::Null) };
        match method {
            "textDocument/hover" => {
                let at = document.offset(&params["position"], encoding).ok_or_else(|| missing("position"))?;
                let reading = document.read(desk);
                let told = hover::at(document, &reading, desk, at, encoding);
                if !told.is_null() {
                    return Ok(told);
                }
                let proposals = document.propose(desk);
                Ok(hover::change(document, &proposals, at, encoding))
            }
            "textDocument/codeAction" => {
                let range = &params["range"];
                let start = document.offset(&range["start"], encoding).ok_or_else(|| missing("range.start"))?;
                let end = document.offset(&range["end"], encoding).ok_or_else(|| missing("range.end"))?;
                let wanted = Wanted {
                    span: Span { start: start.min(end), end: start.max(end) },
                    diagnostics: &params["context"]["diagnostics"],
                    only: &params["context"]["only"],
                    versioned: able.versioned,
                    encoding,
                };
                let proposals = document.propose(desk);
                let print = |url: &str| desk.print(&document.source.path, url);
                Ok(Value::Array(actions::find(document, &proposals, &wanted, &print)))
            }
            _ => {
                let reading = document.read(desk);
                Ok(symbols::of(document, &reading.guide, able.tree, encoding))
            }
        }
    }
}
