// What Chromium transfers for pages, each in a browser that has nothing yet:
//   node scripts/page-bytes.cjs <url> …
// prints JSON, a row each: {"bytes", "requests", "script_bytes"}.
const { chromium } = require('@playwright/test');

async function measure(browser, url) {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  const scripts = new Set();
  const row = { bytes: 0, requests: 0, script_bytes: 0 };
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    row.requests += 1;
    row.bytes += encodedDataLength;
    if (scripts.has(requestId)) row.script_bytes += encodedDataLength;
  });
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  if (!response.ok()) throw new Error(`${url}: ${response.status()}`);
  await context.close();
  return row;
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  const rows = [];
  for (const url of process.argv.slice(2)) {
    rows.push(await measure(browser, url));
  }
  await browser.close();
  process.stdout.write(JSON.stringify(rows));
})();
