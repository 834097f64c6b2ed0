//! What a message is: a question that wants an answer, a notice, or neither.

use serde_json::{Value, json};

pub const PARSE_ERROR: i32 = -32700;
pub const INVALID_REQUEST: i32 = -32600;
pub const METHOD_NOT_FOUND: i32 = -32601;
pub const INVALID_PARAMS: i32 = -32602;
pub const INTERNAL_ERROR: i32 = -32603;
pub const NOT_INITIALIZED: i32 = -32002;

/// A message by what it wants.
#[derive(Debug, PartialEq)]
pub enum Incoming {
    Request {
        id: Value,
        method: String,
        params: Value,
    },
    Notice {
        method: String,
        params: Value,
    },
    /// An answer to something we asked.
    Answer,
    /// No message of the protocol.
    Invalid {
        id: Value,
    },
}

impl Incoming {
    pub fn of(mut json: Value) -> Incoming {
        let id = json.get("id").cloned();
        let method = json.get("method").map(|m| m.as_str().map(str::to_owned));
        let params = json.get_mut("params").map(Value::take).unwrap_or_default();
        match (method, id) {
            (Some(Some(method)), None) => Incoming::Notice { method, params },
            (Some(Some(method)), Some(id)) if id.is_number() || id.is_string() => {
                Incoming::Request { id, method, params }
            }
            (None, Some(_)) if json.get("result").is_some() || json.get("error").is_some() => Incoming::Answer,
            (_, id) => Incoming::Invalid { id: id.filter(|id| id.is_number() || id.is_string()).unwrap_or_default() },
        }
    }
}

/// Why a question has no answer.
#[derive(Debug)]
pub struct Refusal(pub i32, pub String);

pub fn answer(id: &Value, result: Result<Value, Refusal>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(Refusal(code, message)) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
        }
    }
}

pub fn notice(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}
