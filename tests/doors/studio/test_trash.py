def test_an_article_is_thrown_away_seen_in_the_trash_and_taken_out(client, article_factory, bob) -> None:
    client.force_login(bob)
    article = article_factory("江水为什么绿了", by=bob)
    page = client.post(f"/studio/a/{article.public_id}/trash", follow=True).content.decode()
    assert "江水为什么绿了" in page
    assert client.get(f"/studio/a/{article.public_id}").status_code == 404
    assert client.post(f"/studio/trash/{article.public_id}").status_code == 303
    assert client.get(f"/studio/a/{article.public_id}").status_code == 200
    assert client.post(f"/studio/trash/{article.public_id}").status_code == 404
