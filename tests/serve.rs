//! What `make serve` serves, in Chromium: `.ci/run` runs it against a fresh clone, and nothing else does.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic in a test is the failure it reports")]

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

/// How long the first question may take to be there: a debug build is heavy.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the server answers: the head, and the bytes.
async fn get(host: &str, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let head = answer.windows(4).position(|end| end == b"\r\n\r\n").expect("an answer has a head");
    (String::from_utf8_lossy(&answer[..head]).to_lowercase(), answer.split_off(head + 4))
}

/// chromedriver, and the port it listens on.
async fn driver() -> (Child, u16) {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut driver = command.spawn().expect("chromedriver is missing: `make setup-quick` installs it");
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, port)) = line.split_once("was started successfully on port ") {
            let port = port.trim_end_matches('.').parse().unwrap();
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (driver, port);
        }
    }
    panic!("chromedriver did not start");
}

/// What the page says, once that contains a text.
async fn see(driver: &WebDriver, text: &str) -> Result<(), String> {
    let start = Instant::now();
    loop {
        let body = driver.find(By::Tag("body")).await;
        let said = match body {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        };
        if said.contains(text) {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("waited in vain for {text:?}; the page says:\n{said}"));
        }
        sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn what_is_served_runs_in_all_its_parts() {
    let served = std::env::var("VATTENPASS_SERVED").expect("VATTENPASS_SERVED: the address that `make serve` serves");
    let host = served.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let (head, page) = get(&host, "").await;
    let page = String::from_utf8(page).unwrap();
    assert!(head.contains(" 200 ") && page.contains("data-wasm="), "{head}\n{page}");
    let wasm = page.split("data-wasm=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let (head, wasm) = get(&host, wasm.trim_start_matches("./")).await;
    // A missing file is answered with the page.
    assert!(head.contains(" 200 ") && head.contains("application/wasm") && wasm.starts_with(b"\0asm"), "{head}");

    let (mut process, port) = driver().await;
    let args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
    let Value::Object(capabilities) = json!({ "browserName": "chrome", "goog:chromeOptions": { "args": args } }) else {
        unreachable!()
    };
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), Capabilities::from(capabilities)).await.unwrap();
    driver.goto(format!("{served}#/sv/chefsenkat/1")).await.unwrap();
    let mut seen = see(&driver, "Fråga 1 av 10").await;
    // Another part of the program: debug builds are cut too.
    for (route, text) in [("#/sv/chefsenkat/resultat", "Ladda ner"), ("#/sv/dokument", "Sammanfattning")] {
        if seen.is_ok() {
            driver.goto(format!("{served}{route}")).await.unwrap();
            seen = see(&driver, text).await;
        }
    }
    driver.quit().await.unwrap();
    process.kill().await.unwrap();
    seen.unwrap();
}
