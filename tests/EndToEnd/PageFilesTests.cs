using System.Net;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>How the parts of the page leave.</summary>
public sealed class PageFilesTests(ServedMarket market) : IClassFixture<ServedMarket>
{
    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/page/main.js", "text/javascript; charset=utf-8")]
    [InlineData("/page/theme.css", "text/css; charset=utf-8")]
    [InlineData("/page/icon.svg", "image/svg+xml")]
    public async Task Part_IsGivenOnce_AndTheBrowserMayAskForNothingFromElsewhere(string path, string type)
    {
        using var first = await market.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, type, "no-cache"), (first.StatusCode, first.Content.Headers.ContentType!.ToString(), first.Headers.CacheControl!.ToString()));
        Assert.Equal("default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", Assert.Single(first.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await market.Client.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, ""), (second.StatusCode, await second.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/page/none.js", 404, """{"error":{"code":"not_found","message":"the page has no such part"}}""")]
    [InlineData("/page/..%2f..%2fetc%2fpasswd", 404, """{"error":{"code":"not_found","message":"the page has no such part"}}""")]
    [InlineData("/page/index.html/x", 404, """{"error":{"code":"not_found","message":"the page has no such part"}}""")]
    public async Task WhatIsNoPart_IsRefused(string path, int status, string body)
    {
        using var answer = await market.Client.GetAsync(path);
        Assert.Equal(((HttpStatusCode)status, body), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task EveryPart_IsNamedByAnother()
    {
        var folder = Kit.RepositoryRoot.Combine("tools", "streamengine", "Page");
        var texts = string.Concat(Directory.GetFiles(folder).Select(File.ReadAllText));
        foreach (var file in Directory.GetFiles(folder).Select(Path.GetFileName).Where(f => f != "index.html"))
        {
            Assert.True(texts.Contains($"/page/{file}\"", StringComparison.Ordinal) || texts.Contains($"'./{file}'", StringComparison.Ordinal), file);
            using var answer = await market.Client.GetAsync($"/page/{file}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
