using System.Globalization;
using StreamEngine.Simulation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return new SimulateCommand(Console.Out).Run(args);
