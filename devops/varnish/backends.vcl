# Where the portal runs: the one file to change. See docs/operators/headless.md.

backend zope {
    .host = "127.0.0.1";
    .port = "8080";
    .first_byte_timeout = 60s;
}

backend website {
    .host = "127.0.0.1";
    .port = "3000";
    .first_byte_timeout = 60s;
}

# Who may have things forgotten: the hosts of Zope.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub zr_place {
    # The site in Zope.
    set req.http.X-Zr-Site = "Plone";
    # A host of its own where Zope answers all by itself, JSON and pages of the classic interface by Accept:
    # if (req.http.Host == "api.example.org") { set req.http.X-Zr-Root = "/"; }
}
