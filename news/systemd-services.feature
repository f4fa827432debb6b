The guide says how Debian's haproxy and Varnish get our files with systemd; drop-ins are in `devops/systemd`.
