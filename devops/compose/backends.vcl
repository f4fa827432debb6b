# Where the portal runs, for compose.yaml: the pools of haproxy.
backend zope { .host = "10.77.0.10"; .port = "8401"; .first_byte_timeout = 75s; }
backend website { .host = "10.77.0.10"; .port = "8402"; .first_byte_timeout = 75s; }
# The Zopes, the mail process and the jobs.
acl purgers { "10.77.0.0"/24; }
sub zr_place {
    set req.http.X-Zr-Site = "Plone";
}
