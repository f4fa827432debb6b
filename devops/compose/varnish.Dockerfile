# The cache.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends varnish=7.1.* curl=7.* gcc=4:12.* libc6-dev=2.36-* \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10003 --no-create-home --shell /usr/sbin/nologin cache
COPY devops/varnish/zukunftsraum.vcl /etc/varnish/
COPY devops/compose/backends.vcl /etc/varnish/
USER 10003
EXPOSE 6081
HEALTHCHECK --interval=10s --timeout=5s --retries=3 CMD ["curl", "-sf", "http://127.0.0.1:6081/.zr/alive"]
CMD ["varnishd", "-F", "-n", "/run/varnish", "-a", "0.0.0.0:6081", "-f", "/etc/varnish/zukunftsraum.vcl", "-p", "vcl_path=/etc/varnish", "-s", "malloc,256m", "-j", "none"]
