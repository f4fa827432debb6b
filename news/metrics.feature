Zope tells Prometheus how it does (`/@@metrics`), gives every request an id that stands in logs and answers, and writes its logs as JSON
with `ZUKUNFTSRAUM_LOG=json`. The site keeps when jobs were last done.
