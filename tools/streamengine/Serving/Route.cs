using Microsoft.AspNetCore.Http;

namespace StreamEngine.Cli.Serving;

/// <summary>One thing that can be asked for over HTTP.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Path">The path: the whole of it, or, with <c>/</c> at its end and more than that, how it begins.</param>
/// <param name="Answer">Answers.</param>
internal sealed record Route(string Method, string Path, Func<HttpContext, Task> Answer)
{
    /// <summary>What it is called where the routes are listed, when that is more than its path.</summary>
    public string? Shown { get; init; }

    /// <summary>Whether a path is its own.</summary>
    public bool Takes(string path) => Path.Length > 1 && Path[^1] == '/' ? path.StartsWith(Path, StringComparison.Ordinal) && path.Length > Path.Length : path == Path;

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Shown ?? Path}";
}
