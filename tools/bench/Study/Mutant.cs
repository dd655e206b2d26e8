namespace StreamEngine.Bench.Study;

/// <summary>A file with one mistake, and what follows from the edit about its message. Nothing here was asked of the validator.</summary>
internal sealed record Mutant(MutantKind Kind, StudyFile File, FileEdit Edit, string What)
{
    /// <summary>Codes, or the digits they begin with, that name the mistake.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>Where a message about it is right.</summary>
    public required IReadOnlyList<ExpectedPlace> Places { get; init; }

    /// <summary>What the first suggestion must be, any of these; empty where the edit does not say.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>What the message must name: of each of these lists one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> MustName { get; init; } = [];

    /// <summary>Whether only one thing can have been meant.</summary>
    public bool HasOneFix { get; init; }

    /// <summary>Whether the file may be a good one all the same.</summary>
    public bool MayStayValid { get; init; }

    /// <summary>The node it is in; empty outside.</summary>
    public string Node { get; init; } = "";

    /// <summary>Whether the rest of the file can be read whatever is wrong here.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>What the study counts it as.</summary>
    public MutantKind CountsAs => File.Host is null ? Kind : MutantKind.InTemplate;

    /// <summary>The mutated text.</summary>
    public string Text => Edit.Apply(File.Text);
}
