using System.Globalization;
using StreamEngine.Bench;
using StreamEngine.Bench.ArrowFiles;
using StreamEngine.Bench.Benchmarks;
using StreamEngine.Bench.Fuzzing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var arguments = Arguments.Parse(args);
if (arguments.Name == MemoryChild.Name)
{
    return await MemoryChild.Run(arguments);
}

if (arguments.Name == FuzzChild.Name)
{
    return FuzzChild.Run(arguments);
}

if (arguments.Name == ArrowChild.Name)
{
    return ArrowChild.Run(arguments);
}

var chosen = AllBenchmarks.InOrder.Where(b => arguments.Name is "all" || b.Name == arguments.Name || b.Name.StartsWith(arguments.Name + "-", StringComparison.Ordinal)).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine("usage: bench NAME [--option value …]");
    foreach (var benchmark in AllBenchmarks.InOrder)
    {
        Console.Error.WriteLine($"  {benchmark.Name,-13} {benchmark.What}");
        Console.Error.WriteLine($"  {"",-13} {benchmark.Options}");
    }

    Console.Error.WriteLine($"  {"all",-13} every one of them with its usual sizes");
    return 2;
}

var report = new Report(Console.Out);
foreach (var benchmark in chosen)
{
    report.Start(benchmark);
    await benchmark.Run(arguments, report);
}

return report.Failures == 0 ? 0 : 1;
