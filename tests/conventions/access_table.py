"""Who may ask for what: every address that is not allauth's own, by hand. A new address needs a row here.

People, one letter each:

    s  a stranger            o  owner    e  editor    w  writer    a  analyst  of the publisher whose things these are
    r  a reader              x  owner of another publisher, who has an article of their own
    m  moderator             h  editor of the host's front page     p  operator of the host

``any`` are all who are signed in, ``all`` strangers too, ``host`` is mhp. ``-`` says that the method is not offered.
Whoever is not named is refused: a stranger is led to sign in, others find nothing (404). Who stands after ``told`` is
at home on that page and reads why they may not do this (403, 422). A refusal changes nothing. ``{names}`` are things of
the publisher ``river_watch``, made by :mod:`tests.doors.test_access`; the last cell is what is sent.
"""

TYPED = (
    '{"title":"题","summary":"","html":"<p>夜里的水。</p>","references":[],"base":"","publisher":"river_watch",'
    '"tab":"window-of-this-test","sequence":1}'
)
"""What the editor sends."""

STUDIO = """
/studio                                    | GET any  | POST -
/studio/new                                | GET any  | POST any
/studio/new?publisher=river_watch          | GET oew  | POST oew
/studio/new                                | GET any  | POST oew   | publisher=river_watch title=题
/studio/statistics                         | GET oewax | POST -
/studio/statistics?publisher=river_watch   | GET oewa | POST -
/studio/statistics.csv?publisher=river_watch&table=days | GET oewa | POST -
/studio/a/{public}/statistics              | GET oewa | POST -
/studio/a/{public}/statistics.csv?table=days | GET oewa | POST -
/studio/library?publisher=river_watch      | GET oew  | POST -
/studio/media                              | GET any  | POST oew   | publisher=river_watch
/studio/media/watermark?publisher=river_watch | GET -  | POST oe   | watermark=name
/studio/media/{asset}                      | GET oew  | POST oew
/studio/media/{asset}/trash                | GET -    | POST oew
/studio/media/{asset}/captions             | GET -    | POST oew
/studio/autosaves                          | GET -    | POST oew   | {TYPED}
/studio/a/{draft}/autosaves                | GET -    | POST oew   | {TYPED}
/studio/a/{draft}/save                     | GET -    | POST oew   | {TYPED}
/studio/a/{draft}/leave                    | GET -    | POST oew   | {TYPED}
/studio/a/{draft}                          | GET oew  | POST oew
/studio/a/{public}                         | GET oew  | POST oew
/studio/a/{draft}/preview                  | GET oew  | POST -
/studio/a/{draft}/card.png                 | GET oew  | POST -
/studio/a/{live}/live                      | GET oew  | POST oew   | text=水来了
/studio/a/{live}/live/1                    | GET oew  | POST oew   | text=水退了
/studio/a/{live}/live/act                  | GET -    | POST oew   | do=pin entry=1
/studio/a/{public}/live                    | GET -    | POST -
/studio/a/{public}/copies                  | GET oew  | POST -
/studio/a/{draft}/publish                  | GET oew  | POST oew
/studio/a/{draft}/publish/cancel           | GET -    | POST oew
/studio/a/{public}/withdraw                | GET -    | POST oew
/studio/a/{told}/titles                    | GET oew  | POST oew
/studio/a/{draft}/trash                    | GET -    | POST oew
/studio/a/{waiting}/recall                 | GET -    | POST oew
/studio/a/{public}/pin                     | GET -    | POST oe
/studio/a/{draft}/revisions                | GET oew  | POST -
/studio/a/{draft}/revisions/1              | GET oew  | POST -
/studio/a/{draft}/revisions/1/restore      | GET -    | POST oew
/studio/a/{collided}/merge/3               | GET oew  | POST oew
/studio/import                             | GET any  | POST any
/studio/import                             | GET any  | POST oew   | publisher=river_watch addresses=https://a.example/1
/studio/import/{import}                    | GET oew  | POST oew   | do=stop
/studio/import/accounts/{number}           | GET oew  | POST oew
/studio/references                         | GET any  | POST -
/studio/references?publisher=river_watch   | GET oewa | POST -
/studio/references/read                    | GET -    | POST oewx  | text=水质公报，水利局，2026
/studio/references/found                   | GET -    | POST oewx  | urls=[]
/studio/a/{draft}/references/r1/archive    | GET -    | POST -
/studio/repost/{public}                    | GET any  | POST any
/studio/repost/{draft}                     | GET -    | POST -
/studio/a/{public}/reposts                 | GET oew  | POST oe    | who=all
/studio/@river_watch/reposts               | GET oewa | POST oe    | who=all
/studio/reposts/{number_asked}             | GET -    | POST oe    | do=grant
/studio/reviews                            | GET any  | POST -
/studio/reviews/{waiting}                  | GET oew mhp | POST oew mhp
/studio/reviews/{live}/entries             | GET oew mhp | POST oew mhp
/studio/reviews/{waiting}/sheet            | GET oew mhp | POST -
/studio/trash                              | GET any  | POST -
/studio/trash/{trashed}                    | GET -    | POST oew
/studio/@river_watch/bulk                  | GET -    | POST oew   | do=tag id={draft} sure=1 add=水
/studio/@river_watch/comments?article={public} | GET oew | POST oew | do=selects selects=selected
/studio/@river_watch/comments/rules        | GET oe   | POST oe    | do=word word=词 does=wait
/studio/@river_watch/profile               | GET oe   | POST oe    | do=profile language=en tagline=看河
/studio/@river_watch/profile               | GET oe   | POST o     | do=name name=河流观察 handle=river_watch
/studio/@river_watch/restrictions          | GET oewa | POST -
/studio/@river_watch/members               | GET oewa | POST o told ewa | do=invite role=writer email=
/studio/@river_watch/members               | GET oewa | POST oewa  | do=leave
/studio/@river_watch/export                | GET o    | POST o
/studio/@river_watch/export/{export}       | GET o    | POST -
/studio/invitations/{invitation}           | GET any  | POST any
/studio/there/is/nothing                   | GET -    | POST -
"""

DESK = """
/desk                                      | GET host | POST -
/desk/applications                         | GET p    | POST p     | do=take id={application}
/desk/applications/{application}           | GET p    | POST p
/desk/renames                              | GET p    | POST p
/desk/names                                | GET p    | POST p
/desk/writing                              | GET p    | POST p
/desk/credentials                          | GET p    | POST -
/desk/credentials/river_watch              | GET p    | POST p
/desk/cases                                | GET mp   | POST -
/desk/cases/{case}                         | GET mp   | POST mp
/desk/review                               | GET host | POST -
/desk/review/{held}                        | GET host | POST host
/desk/reviews                              | GET p    | POST -
/desk/reviews/channel/science              | GET p    | POST p
/desk/reviews/publisher/river_watch        | GET p    | POST p
/desk/copies                               | GET host | POST -
/desk/copies/{copy}                        | GET host | POST -
/desk/front                                | GET hp   | POST -
/desk/front/place                          | GET -    | POST hp
/desk/front/slots/{slot}/end               | GET -    | POST hp
/desk/front/slots/{slot}/move              | GET -    | POST hp
/desk/front/verticals                      | GET -    | POST hp
/desk/front/originals                      | GET -    | POST hp
/desk/site                                 | GET p    | POST p
/desk/site/notices                         | GET -    | POST p
/desk/site/footer                          | GET -    | POST p
/desk/site/engines                         | GET p    | POST p
/desk/site/terms                           | GET -    | POST p
/desk/site/channels                        | GET -    | POST p
/desk/site/channels/science                | GET -    | POST p
/desk/site/channels/science/move           | GET -    | POST p
/desk/site/colour                          | GET -    | POST p
/desk/site/pictures                        | GET -    | POST p
/desk/site/history                         | GET p    | POST -
/desk/site/history/{change}                | GET p    | POST p
/desk/there/is/nothing                     | GET -    | POST -
"""

READERS = """
/                                          | GET all  | POST -
/a/{public}                                | GET all  | POST -
/a/{draft}                                 | GET -    | POST -
/a/{trashed}                               | GET -    | POST -
/a/{public}/references/r1/archive          | GET -    | POST -
/a/{public}/history                        | GET -    | POST -
/a/{told}/history                          | GET all  | POST -
/a/{draft}/history                         | GET -    | POST -
/a/{live}/live                             | GET all  | POST -
/a/{public}/live                           | GET -    | POST -
/a/{public}/card.png                       | GET all  | POST -
/a/{draft}/card.png                        | GET -    | POST -
/a/{public}/qr.svg                         | GET all  | POST -
/a/{public}/like                           | GET -    | POST any
/a/{public}/polls/0123456789ab             | GET -    | POST any   | option=0
/a/{draft}/polls/0123456789ab              | GET -    | POST -     | option=0
/a/{draft}/like                            | GET -    | POST -
/a/{public}/bookmark                       | GET -    | POST any
/a/{draft}/bookmark                        | GET -    | POST -
/a/{public}/comments                       | GET all  | POST any   | text=水从哪里来？
/a/{draft}/comments                        | GET -    | POST -     | text=水从哪里来？
/a/{public}/comments/new                   | GET any  | POST -
/a/{draft}/comments/new                    | GET -    | POST -
/a/{public}/comments/1                     | GET all  | POST -
/a/{public}/comments/1/like                | GET -    | POST any
/a/{public}/comments/1/remove              | GET -    | POST r
/c/science                                 | GET all  | POST -
/t/river                                   | GET all  | POST -
/s/{series}                                | GET all  | POST -
/o/water                                   | GET all  | POST -
/@river_watch                              | GET all  | POST -
/@river_watch/{month}                      | GET all  | POST -
/@river_watch/follow                       | GET -    | POST any
/feed.rss                                  | GET all  | POST -
/c/science/feed.atom                       | GET all  | POST -
/@river_watch/feed.json                    | GET all  | POST -
/hot                                       | GET all  | POST -
/search?q=水                               | GET all  | POST -
/search/suggest?q=水                       | GET all  | POST -
/why?about={public}&reason=popular         | GET all  | POST -
/how-we-rank                               | GET all  | POST -
/how-we-decide                             | GET all  | POST -
/about                                     | GET all  | POST -
/about/badges                              | GET all  | POST -
/contact                                   | GET all  | POST -
/terms                                     | GET all  | POST -
/join                                      | GET all  | POST any
/join/1                                    | GET any  | POST any
/join/drop                                 | GET -    | POST any
/join/documents/{document}                 | GET rp   | POST -
/join/{application}                        | GET r    | POST r
/join/{application}/withdraw               | GET -    | POST r
/report?about=/a/{public}                  | GET all  | POST all   | about=/a/{public} reason=false text=图里的数字不对。
/cases/{case}-{secret}                     | GET all  | POST -
/cases/{case}-guessed                      | GET -    | POST -
/setup/guessed                             | GET -    | POST -
/sitemap.xml                               | GET all  | POST -
/sitemap-places.xml                        | GET all  | POST -
/sitemap-articles-1.xml                    | GET all  | POST -
/sitemap-publishers-1.xml                  | GET all  | POST -
/news-sitemap.xml                          | GET all  | POST -
/oembed?url=http://{host}/a/{public}              | GET all  | POST -
/.well-known/webfinger?resource=acct:river_watch@{host} | GET all | POST -
/.well-known/nodeinfo                      | GET all  | POST -
/nodeinfo/2.1                              | GET all  | POST -
/robots.txt                                | GET all  | POST -
/notthekeyofthissite.txt                   | GET -    | POST -
/favicon.ico                               | GET all  | POST -
/manifest.webmanifest                      | GET all  | POST -
/site-00000000.css                         | GET all  | POST -
/.well-known/security.txt                  | GET all  | POST -
/.well-known/change-password               | GET all  | POST -
/accounts/preferences                      | GET any  | POST any
/accounts/bookmarks                        | GET any  | POST -
"""
