using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Results;

/// <summary>What a benchmark measured: to be printed, given as an object, and compared with what is stored.</summary>
internal interface IFigures
{
    /// <summary>Whether all answers were the reference's.</summary>
    bool IsRight { get; }

    /// <summary>The engine's ratios, by name; those a gate holds. Empty where nothing is compared.</summary>
    IReadOnlyDictionary<string, double> Ratios { get; }

    /// <summary>Prints tables, goals and noise, 80 columns.</summary>
    void Print(Report report);

    /// <summary>All of it, without the rounds.</summary>
    JsonObject Json();
}
