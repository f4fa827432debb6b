# The entry and the balancer.
FROM haproxy:2.6-bookworm
COPY devops/cluster/guard.cfg /usr/local/etc/haproxy/guard.cfg
COPY devops/cluster/unavailable.html /usr/local/etc/haproxy/unavailable.html
ENV UNAVAILABLE_PAGE=/usr/local/etc/haproxy/unavailable.html
COPY devops/compose/haproxy.cfg /usr/local/etc/haproxy/haproxy.cfg
# That of the image's account haproxy.
USER 99
HEALTHCHECK --interval=10s --timeout=5s --retries=3 CMD ["haproxy", "-c", "-q", "-f", "/usr/local/etc/haproxy/guard.cfg", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]
CMD ["haproxy", "-W", "-db", "-f", "/usr/local/etc/haproxy/guard.cfg", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]
