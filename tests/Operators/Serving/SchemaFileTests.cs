using System.Security.Cryptography;
using System.Text.Json;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Serving;

/// <summary>A published schema is never changed: what its readers rely on would change with it. Another one is another version, in a file of its own.</summary>
public sealed class SchemaFileTests
{
    private static readonly IReadOnlyDictionary<string, string> Published = new Dictionary<string, string>
    {
        ["market-event-1.json"] = "7e5542a0838440ee6f1ac8892bc969ca6f2530e380e3c5878eccaa23faa51c23",
        ["market-report-1.json"] = "70696291c2363af6601636a489acaf8e6edbf5ec13902fd98d1c8267cd71c0ae",
    };

    [Fact]
    public void PublishedSchemas_AreAsTheyWerePublished()
    {
        var files = Directory.EnumerateFiles(RepositoryRoot.Combine("schemas"), "*.json").ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        Assert.Equal(Published.OrderBy(p => p.Key, StringComparer.Ordinal), files.OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void EachSchema_NamesItsVersion()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("schemas"), "*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var (what, version) = (name[..name.LastIndexOf('-')], name[(name.LastIndexOf('-') + 1)..]);
            var id = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("$id").GetString();
            Assert.Equal($"urn:streamengine:{what}:{version}", id);
        }
    }
}
