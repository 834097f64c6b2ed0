//! Ways that are put right as a whole: steps that several share, sentences that give both, stops that nobody knows.

use crate::refresh::{all_become, all_stay};
use crate::ui::refreshed;

/// The text stays as it is, and a person is told this.
fn is_left(text: &str, why: &str) {
    let (new, left) = refreshed(text);
    assert_eq!(new, text);
    assert!(left.concat().contains(why), "{text}{left:?}");
}

#[test]
fn a_step_that_several_ways_share_goes_only_where_all_come_along() {
    is_left(
        "1. Open **Settings**.\n2. Click **Privacy**.\n3. Click **Background apps**.\n4. Click **Camera**.\n",
        "“Camera” stands on this step too and needs “Privacy & security”",
    );
    is_left(
        "1. Open **Settings** and click **Update & Security**.\n2. Click **Windows Update**.\n3. Click **Recovery**.\n",
        "“Recovery” stands on this step too and needs “System”",
    );
    // The same way for both.
    all_become(&[(
        "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Recovery**.\n4. Click **Activation**.\n",
        "1. Open **Settings**.\n2. Click **System**.\n3. Click **Recovery**.\n4. Click **Activation**.\n",
    )]);
    // Named again, the step is shared no more.
    let twice = |a: &str, b: &str| {
        format!("1. Open **Settings > {a}Windows Update**.\n2. Go back to **Settings > {b} > Recovery**.\n")
    };
    all_become(&[(&twice("Update & Security > ", "Update & Security"), &twice("", "System"))]);
    // What is not right any more without it stays as well.
    all_stay(&["1. Open **Settings** and click **System**.\n2. Click **Recovery**.\n3. Click **Activation**.\n"]);
}
