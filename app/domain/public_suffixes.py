"""Domains under which strangers register names: whoever spoke for all of one would speak for others' sites.

The ones that a site file may name by mistake, out of the Public Suffix List (https://publicsuffix.org): those of
Kazakhstan all, of its neighbours and of large hosts the best known. Top-level domains have one label and need no list.
"""

_UNDER = {
    "kz": "com edu gov mil net org",
    "kg": "com edu gov mil net org",
    "uz": "co com net org",
    "tj": "co com edu gov net org",
    "tm": "co com edu gov net org",
    "az": "com edu gov net org",
    "by": "com gov mil of",
    "ge": "com edu gov net org",
    "ru": "com msk net org pp spb",
    "ua": "com edu gov in kiev kyiv net org",
    "tr": "com edu gov info k12 net org",
    "cn": "com edu gov net org",
    "hk": "com edu gov net org",
    "in": "co net org",
    "il": "co org",
    "jp": "ac co ne or",
    "kr": "co or",
    "sg": "com edu gov net org",
    "uk": "ac co gov ltd me net org plc",
    "au": "com edu gov net org",
    "br": "com gov net org",
    "nz": "co net org",
    "za": "co org",
    "app": "netlify vercel web",
    "com": "appspot blogspot firebaseapp herokuapp myshopify onrender wixsite wordpress",
    "dev": "deno fly pages workers",
    "io": "github gitlab",
    "net": "azurewebsites cloudfront",
    "ws": "tilda",
}

PUBLIC_SUFFIXES = frozenset(f"{label}.{top}" for top, labels in _UNDER.items() for label in labels.split())
