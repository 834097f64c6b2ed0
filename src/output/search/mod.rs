//! The search index: classic script shards that a page loads on demand, from a server or from disk alike.
