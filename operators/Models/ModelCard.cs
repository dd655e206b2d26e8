using System.Text.Json;
using StreamEngine.Config;

namespace StreamEngine.Models;

/// <summary>The card beside a model: <c>alpha.card.md</c> for <c>alpha.onnx</c>, Markdown for people with one block <c>```json model</c> for the engine.</summary>
internal static class ModelCard
{
    private const string Fence = "```";
    private const string Opening = "```json model";

    /// <summary>Path of the card of a model.</summary>
    public static string PathOf(string model) => Path.ChangeExtension(model, ".card.md");

    /// <summary>Reads the block.</summary>
    /// <returns>The path of the card, and its block, an object; null when there is no card.</returns>
    /// <exception cref="ModelFileException">The card has no such block, or one that is no JSON object.</exception>
    public static (string Path, JsonDocument? Block) Read(string model)
    {
        var path = PathOf(model);
        if (!File.Exists(path))
        {
            return (path, null);
        }

        var name = $"card {ProblemText.Quote(path)}";
        try
        {
            if (new FileInfo(path).Length > ModelLimits.Card)
            {
                throw new ModelFileException(ModelErrors.Card, $"{name} is longer than {ModelScan.Count(ModelLimits.Card)} bytes");
            }

            var lines = File.ReadAllLines(path).Select(l => l.TrimEnd()).ToList();
            var start = lines.IndexOf(Opening);
            var end = start < 0 ? -1 : lines.IndexOf(Fence, start);
            if (end < 0)
            {
                throw new ModelFileException(ModelErrors.Card, $"{name} has no block {Opening}", "write one: { \"features\": [\"name\", …] }");
            }

            var block = JsonDocument.Parse(string.Join('\n', lines[(start + 1)..end]));
            return block.RootElement.ValueKind == JsonValueKind.Object ? (path, block) : throw new ModelFileException(ModelErrors.Card, $"{name}: its block must be an object");
        }
        catch (Exception unfit) when (unfit is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(ModelErrors.Card, $"{name} cannot be used: {unfit.Message}");
        }
    }
}
