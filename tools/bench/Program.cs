using System.Globalization;
using StreamEngine.Bench;
using StreamEngine.Bench.ArrowFiles;
using StreamEngine.Bench.Benchmarks;
using StreamEngine.Bench.Fuzzing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args.FirstOrDefault() switch
{
    MemoryChild.Name => await MemoryChild.Run(Arguments.Parse(args)),
    FuzzChild.Name => FuzzChild.Run(Arguments.Parse(args)),
    ArrowChild.Name => ArrowChild.Run(Arguments.Parse(args)),
    _ => await BenchCommandLine.Run(args, Console.Out, Console.Error),
};
