# The entry and the balancer.
FROM haproxy:2.6-bookworm
COPY devops/cluster/guard.cfg /usr/local/etc/haproxy/guard.cfg
COPY devops/cluster/unavailable.html /usr/local/etc/haproxy/unavailable.html
ENV UNAVAILABLE_PAGE=/usr/local/etc/haproxy/unavailable.html
COPY devops/compose/haproxy.cfg /usr/local/etc/haproxy/haproxy.cfg
# That of the image's account haproxy.
USER 99
# It answers, whatever it says (421, since it is called by no name of the website).
HEALTHCHECK --interval=10s --timeout=5s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$ENTRY_PORT && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 4 answer <&3 && [[ $answer == HTTP/* ]]"]
CMD ["haproxy", "-W", "-db", "-f", "/usr/local/etc/haproxy/guard.cfg", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]
