// Valid HTML on every page of the site, those to print and the one for editors among them.
import assert from "node:assert/strict";
import test from "node:test";
import { createRequire } from "node:module";
import { pagesOf, site, textOf } from "./harness.mjs";

const require = createRequire(import.meta.url);
const skip = !site && "GUIDEPOST_SITE is not set";
const checker = () => {
  const { HtmlValidate } = require("html-validate");
  return new HtmlValidate({ root: true, extends: ["html-validate:standard"] });
};

test("every page is valid HTML", { skip }, async () => {
  const validator = checker();
  const found = [];
  for (const file of pagesOf()) {
    const { results } = await validator.validateString(textOf(file), file);
    for (const { messages } of results) found.push(...messages.map((m) => `${file}:${m.line}: ${m.ruleId}: ${m.message}`));
  }
  assert.deepEqual(found.slice(0, 20), []);
});

test("the checker finds what is wrong", { skip }, async () => {
  const { valid } = await checker().validateString("<!doctype html><html lang=en><title>x</title><p id=a><p id=a><div></span>");
  assert.equal(valid, false);
});
