# Varnish 7.1 in front of the website (Volto) and the REST API (Zope).
#
# It keeps what says "public" and nothing else; requests that say who asks are passed through. It forgets by marks: every answer has
# a header Surrogate-Key, and PURGE /.surrogate-key/<mark> lets go of all answers with this mark.
vcl 4.1;

import std;

include "backends.vcl";

sub vcl_recv {
    unset req.http.X-Zr-Site;
    unset req.http.X-Zr-Root;

    if (req.method == "PURGE") {
        # Varnish itself adds the address of the client to X-Forwarded-For: more than that has come from outside.
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(405, "Not allowed"));
        }
        if (req.url == "/.surrogate-key/all") {
            ban("obj.status != 0");
            return (synth(200, "Forgotten"));
        }
        if (req.url ~ "^/\.surrogate-key/[a-z0-9]+$") {
            ban("obj.http.Surrogate-Key ~ \b" + regsub(req.url, "^/\.surrogate-key/", "") + "\b");
            return (synth(200, "Forgotten"));
        }
        return (purge);
    }

    # Whether the cache itself is well, for the balancer before it.
    if (req.url == "/.zr/alive") {
        return (synth(200, "OK"));
    }

    call zr_refuse;
    call zr_place;
    call zr_route;

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.http.Authorization || req.http.Cookie ~ "(^|;\s*)(auth_token|__ac)=") {
        return (pass);
    }

    # What visitors send is brought to the few forms on which answers depend.
    set req.url = std.querysort(req.url);
    if (req.http.X-Zr-Root) {
        unset req.http.Cookie;
        if (req.url ~ "/@@(images|download|display-file)/") {
            unset req.http.Accept;
        } else if (req.http.Accept ~ "text/html") {
            set req.http.Accept = "text/html";
        }
    } else {
        # Of the website only the chosen language matters; without a choice it is that of the site.
        unset req.http.Accept;
        if (req.http.Cookie ~ "(^|;\s*)I18N_LANGUAGE=en(;|$)") {
            set req.http.Cookie = "I18N_LANGUAGE=en";
            set req.http.Accept-Language = "en";
        } else {
            unset req.http.Cookie;
            set req.http.Accept-Language = "de";
        }
    }
    if (req.http.Accept-Language ~ "^(?i)\s*en" || (req.http.Accept-Language ~ "(?i)\ben\b" && req.http.Accept-Language !~ "(?i)\bde\b")) {
        set req.http.Accept-Language = "en";
    } else {
        set req.http.Accept-Language = "de";
    }
    return (hash);
}

# What is not for the outside, also where no balancer stands in front (devops/cluster/guard.cfg refuses more): ways up, by which Zope would leave
# the site; its management interface; checks and figures of a process. Letters need no encoding: who encodes them hides something.
sub zr_refuse {
    if (req.url ~ "(?i)^[^?]*(/|%2f|%5c|\\)(\.|%2e){1,2}(/|%2f|%5c|\\|\?|$)" ||
        req.url ~ "(?i)^[^?]*%(00|4[1-9a-f]|5[0-9a]|5f|6[1-9a-f]|7[0-9a])" ||
        req.url ~ "(?i)^[^?]*(/|%2f)(virtualhost(base|root)|_vh_[^/?]*|control_panel|acl_users|manage(_[a-z_]*)?|portal_[a-z_]+)(/|%2f|\?|$)" ||
        req.url ~ "(?i)^[^?]*(/|%2f)(@|%40){2}(manage|alive|ready|metrics)") {
        return (synth(404, "Not found"));
    }
}

# Who answers: Zope for the REST API and files, the website for all else. It has the files of people who are logged in too, since only it
# makes an Authorization header of their cookie.
sub zr_route {
    set req.backend_hint = website;
    if (req.url ~ "^/\+\+api\+\+($|[/?])") {
        set req.backend_hint = zope;
        set req.http.X-Zr-Root = "/++api++";
    } else if (req.http.X-Zr-Root) {
        set req.backend_hint = zope;
    } else if (req.url ~ "/@@(images|download|display-file)/" && req.http.Cookie !~ "(^|;\s*)auth_token=") {
        set req.backend_hint = zope;
        set req.http.X-Zr-Root = "/";
    }
}

sub vcl_backend_fetch {
    # Zope learns the address of the portal from the path (VirtualHostMonster).
    if (bereq.http.X-Zr-Root) {
        if (bereq.http.X-Zr-Root == "/++api++") {
            set bereq.url = regsub(bereq.url, "^/\+\+api\+\+/?", "/");
            set bereq.http.X-Zr-Root = "/" + bereq.http.X-Zr-Site + "/++api++/VirtualHostRoot";
        } else {
            set bereq.http.X-Zr-Root = "/" + bereq.http.X-Zr-Site + "/VirtualHostRoot";
        }
        if (bereq.http.X-Forwarded-Proto == "https") {
            set bereq.url = "/VirtualHostBase/https/" + regsub(bereq.http.Host, "(:443)?$", ":443") + bereq.http.X-Zr-Root + bereq.url;
        } else if (bereq.http.Host ~ ":") {
            set bereq.url = "/VirtualHostBase/http/" + bereq.http.Host + bereq.http.X-Zr-Root + bereq.url;
        } else {
            set bereq.url = "/VirtualHostBase/http/" + bereq.http.Host + ":80" + bereq.http.X-Zr-Root + bereq.url;
        }
    }
    unset bereq.http.X-Zr-Site;
    unset bereq.http.X-Zr-Root;
}

sub vcl_backend_response {
    # A fault while an old answer is renewed: the old one goes on.
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        return (abandon);
    }
    # Kept is what says that everybody may have it.
    if (beresp.status != 200 || beresp.http.Set-Cookie || beresp.http.Cache-Control !~ "(?i)(^|[\s,])public([\s,]|$)") {
        set beresp.uncacheable = true;
        set beresp.ttl = 60s;
        return (deliver);
    }
    # The id of one request is none of those that get the answer later.
    unset beresp.http.X-Request-ID;
    if (!beresp.http.Surrogate-Key) {
        if (bereq.url ~ "^/static/" || bereq.url ~ "/\+\+(resource|plone|theme|webresource)\+\+") {
            set beresp.http.Surrogate-Key = "software";
        } else {
            set beresp.http.Surrogate-Key = "text";
        }
    }
    if (beresp.http.Content-Type ~ "(?i)(text/|json|xml|javascript|svg)") {
        set beresp.do_gzip = true;
    }
    # Long enough to ask with If-None-Match whether an answer that has become old is still right.
    set beresp.keep = 1h;
}

sub vcl_backend_error {
    set beresp.http.Cache-Control = "private, no-store";
}

sub vcl_synth {
    set resp.http.Cache-Control = "private, no-store";
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
    unset resp.http.X-Cache-Rule;
    unset resp.http.X-Cache-Operation;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
}
