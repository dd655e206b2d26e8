namespace StreamEngine.Bench.Generation;

/// <summary>A value of a file that is not written yet.</summary>
internal abstract record Sketch
{
    /// <summary>Text without quotes; whoever makes one sees to it that YAML reads it back.</summary>
    public sealed record Word(string Text) : Sketch;

    /// <summary>Text in quotes.</summary>
    public sealed record Quoted(string Text) : Sketch;

    /// <summary>An expression: plain, quoted or in a block as the writer likes.</summary>
    public sealed record Expression(string Text) : Sketch;

    /// <summary>A <c>|</c> block.</summary>
    public sealed record Lines(IReadOnlyList<string> Texts) : Sketch;

    /// <summary>A list.</summary>
    public sealed record Items(IReadOnlyList<Sketch> Values) : Sketch
    {
        /// <summary>A list of plain words.</summary>
        public static Items Of(params IEnumerable<string> words) => new([.. words.Select(w => new Word(w))]);
    }

    /// <summary>A map.</summary>
    public sealed record Pairs(List<(string Key, Sketch Value)> Entries) : Sketch
    {
        /// <summary>A map of some entries.</summary>
        public static Pairs Of(params IEnumerable<(string, Sketch)> entries) => new([.. entries]);

        /// <summary>Adds an entry of a plain word.</summary>
        public void Add(string key, string word) => Entries.Add((key, new Word(word)));

        /// <summary>Adds an entry.</summary>
        public void Add(string key, Sketch value) => Entries.Add((key, value));
    }
}
