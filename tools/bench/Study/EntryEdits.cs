using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>Takes entries of maps out of a text or writes them twice, as an editor would: whole lines in block style, with a comma in <c>{ }</c>.</summary>
internal static class EntryEdits
{
    /// <summary>The edit that removes an entry; null for one that cannot go without its map.</summary>
    public static FileEdit? Remove(StudyFile file, YamlMap map, YamlEntry entry)
    {
        var at = map.Entries.ToList().IndexOf(entry);
        if (!file.IsFlow(map))
        {
            return map.Entries.Count > 1 ? new FileEdit(LineStart(file, entry), NextLine(file, entry), "") : null;
        }

        return map.Entries.Count == 1 ? new FileEdit(file.Start(map), file.End(map), "{}")
            : at + 1 < map.Entries.Count ? new FileEdit(file.Start(entry.Key), file.Start(map.Entries[at + 1].Key), "")
            : new FileEdit(file.End(map.Entries[at - 1].Value), file.End(entry.Value), "");
    }

    /// <summary>The edit that writes an entry a second time behind itself, and where the second key stands then.</summary>
    public static (FileEdit Edit, int Key) Duplicate(StudyFile file, YamlMap map, YamlEntry entry)
    {
        if (file.IsFlow(map))
        {
            var (start, end) = (file.Start(entry.Key), file.End(entry.Value));
            return (new FileEdit(end, end, ", " + file.Text[start..end]), end + 2);
        }

        var (from, to) = (LineStart(file, entry), NextLine(file, entry));
        var lines = file.Text[from..to];
        return (new FileEdit(to, to, lines.EndsWith('\n') ? lines : "\n" + lines), to + (lines.EndsWith('\n') ? 0 : 1) + file.Start(entry.Key) - from);
    }

    private static int LineStart(StudyFile file, YamlEntry entry) => file.Source.StartOf(entry.Key.Span.Line);

    private static int NextLine(StudyFile file, YamlEntry entry) => entry.Value.Span.EndLine < file.Source.LineCount ? file.Source.StartOf(entry.Value.Span.EndLine + 1) : file.Text.Length;
}
