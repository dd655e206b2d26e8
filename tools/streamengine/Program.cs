using StreamEngine.Cli;

return await CommandLine.Run(args);
