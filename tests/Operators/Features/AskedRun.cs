namespace StreamEngine.Tests.Operators.Features;

/// <summary>Random rows of several inputs in stream order, handed to an operator in cuts, with a save and load in between; what comes out of port 0.</summary>
internal static class AskedRun
{
    public static List<Dictionary<string, object?>> Of(Func<OperatorDrive> make, IReadOnlyList<(int Input, Dictionary<string, object?> Row)> pushes, Random random)
    {
        var found = new List<Dictionary<string, object?>>();
        var run = make();
        for (var start = 0; start < pushes.Count;)
        {
            var (most, count) = (1 + random.Next(20), 1);
            while (count < most && start + count < pushes.Count && pushes[start + count].Input == pushes[start].Input)
            {
                count++;
            }

            run.Push(pushes[start].Input, [.. pushes.Skip(start).Take(count).Select(p => p.Row)]);
            start += count;
            if (random.Next(pushes.Count / 4) == 0)
            {
                found.AddRange(run.Port());
                run = make().Load(run.Save());
            }
        }

        run.End();
        found.AddRange(run.Port());
        return found;
    }
}
