using System.Security.Cryptography;

namespace StreamEngine.Cli.Serving;

/// <summary>A file of the page, as it is in the program.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Content">What is in it.</param>
internal sealed record PageFile(string Type, byte[] Content)
{
    private const string Folder = "page/";

    /// <summary>What it is known by while it is the same, in quotation marks.</summary>
    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))[..16]}\"";

    /// <summary>All files by name; nothing else can be asked for.</summary>
    public static IReadOnlyDictionary<string, PageFile> All()
    {
        var program = typeof(PageFile).Assembly;
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (var resource in program.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = program.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            files.Add(resource[Folder.Length..], new PageFile(TypeOf(resource), content));
        }

        return files;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"the page has a file of unknown type, {name}: a bug in the program"),
    };
}
