using System.Text.Json;
using StreamEngine.Config;

namespace StreamEngine.Models;

/// <summary>What is said of a model beside its graph: the names of its features in the order it takes them, and of its results. From <c>streamengine.…</c> in its metadata, and from its card; both may say it, and then say the same.</summary>
/// <param name="Features">Names of the features, over all inputs; null where nobody says.</param>
/// <param name="Outputs">Names of the results, over all outputs; null where nobody says.</param>
/// <param name="Sha256">The hash the card gives; null without.</param>
public sealed record ModelNames(IReadOnlyList<string>? Features, IReadOnlyList<string>? Outputs, string? Sha256)
{
    private const string Prefix = "streamengine.";

    /// <summary>What metadata and card say together.</summary>
    /// <exception cref="ModelFileException">One cannot be used, or they contradict one another.</exception>
    public static ModelNames Of(ModelFile model)
    {
        var (path, block) = ModelCard.Read(model.Path);
        using var card = block;
        return new ModelNames(Names("features"), Names("outputs"), Text("sha256"));

        IReadOnlyList<string>? Names(string what)
        {
            IReadOnlyList<string>? inside = model.Facts.Metadata.TryGetValue(Prefix + what, out var json) ? Parsed(json, what) : null;
            IReadOnlyList<string>? beside = card is not null && card.RootElement.TryGetProperty(what, out var listed) ? List(listed, $"card {ProblemText.Quote(path)}: {what}") : null;
            return inside is null || beside is null || inside.SequenceEqual(beside, StringComparer.Ordinal) ? inside ?? beside
                : throw new ModelFileException(ModelErrors.Card, $"model {ProblemText.Quote(model.Path)}: its metadata and its card name its {what} differently: {NameList.Of(inside)}, and {NameList.Of(beside)}", "correct the card, or export the model again");
        }

        IReadOnlyList<string> Parsed(string json, string what)
        {
            var place = $"model {ProblemText.Quote(model.Path)}: metadata {Prefix}{what}";
            try
            {
                using var parsed = JsonDocument.Parse(json);
                return List(parsed.RootElement, place);
            }
            catch (JsonException damaged)
            {
                throw new ModelFileException(ModelErrors.Card, $"{place} is no JSON: {damaged.Message}");
            }
        }

        string? Text(string what) => card is null || !card.RootElement.TryGetProperty(what, out var text) ? null
            : text.ValueKind == JsonValueKind.String ? text.GetString()!.ToLowerInvariant()
            : throw new ModelFileException(ModelErrors.Card, $"card {ProblemText.Quote(path)}: {what} is no text");
    }

    private static List<string> List(JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is 0 or > ModelLimits.Width || json.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.String || n.GetString()!.Length == 0))
        {
            throw new ModelFileException(ModelErrors.Card, $"{place} must be a list of names");
        }

        var names = json.EnumerateArray().Select(n => n.GetString()!).ToList();
        return names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new ModelFileException(ModelErrors.Card, $"{place} names {ProblemText.Quote(twice.Key)} twice")
            : names;
    }
}
