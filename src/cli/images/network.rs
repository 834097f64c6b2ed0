//! What the command line says about the network, for the two commands that use it.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::cli::{Exit, Failure};
use crate::disk;
use crate::fetch::guard::{Allowed, SystemNames};
use crate::fetch::{Client, Manners, Settings};

#[derive(Args)]
pub struct NetworkArguments {
    /// Ask through this proxy [default: ALL_PROXY, HTTPS_PROXY, HTTP_PROXY; NO_PROXY is respected]
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
    /// Trust the authorities in this PEM file, and no others
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// Longest time for one picture, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
    /// Largest picture, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=1024))]
    max_size: u64,
    /// Pictures at once from one host
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u64).range(1..=16))]
    per_host: u64,
    /// Milliseconds between two requests to one host
    #[arg(long, value_name = "MS", default_value_t = 100)]
    pause: u64,
    /// A host of your own network that may be asked, by its name or address; may be given more than once
    #[arg(long, value_name = "HOST")]
    allow_private: Vec<String>,
}

impl NetworkArguments {
    pub fn allowed(&self) -> Allowed {
        Allowed(self.allow_private.clone())
    }

    pub fn client(&self) -> Result<Client, Failure> {
        let settings = Settings {
            timeout: Duration::from_secs(self.timeout),
            max_size: self.max_size << 20,
            proxy: self.proxy.clone(),
            proxy_of_environment: true,
            authorities: self.ca_file.as_deref().map(disk::read_raw).transpose()?,
            allowed: self.allowed(),
        };
        Client::new(settings, Box::new(SystemNames)).map_err(|why| {
            let help = "give --proxy as http://host:port, and --ca-file as a file of PEM certificates";
            Failure::Told(Exit::Usage, why, help.into())
        })
    }

    pub fn manners(&self) -> Manners {
        Manners { per_host: self.per_host as usize, pause: Duration::from_millis(self.pause), ..Manners::default() }
    }
}
