namespace StreamEngine.Bench.Fuzzing;

/// <summary>A bug put in on purpose, to see that it is seen.</summary>
internal static class PlantedBug
{
    /// <summary>The number of the file that has it.</summary>
    public const int Number = 7;

    private const int Gigabyte = 1 << 30;

    /// <summary>Does what a bug of a kind does: <c>crash</c>, <c>hang</c> or <c>allocation</c>; nothing for <c>none</c>.</summary>
    public static void Act(string kind, int number)
    {
        if (number != Number)
        {
            return;
        }

        switch (kind)
        {
            case "crash":
                GC.KeepAlive(Deeper(1));
                break;
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "allocation":
                GC.KeepAlive(GC.AllocateUninitializedArray<byte>(Gigabyte));
                break;
        }
    }

    private static long Deeper(long depth) => depth + Deeper(depth + 1) + 1;
}
