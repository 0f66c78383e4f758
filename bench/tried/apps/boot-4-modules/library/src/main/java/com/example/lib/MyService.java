package com.example.lib;
import org.springframework.stereotype.Service;
@Service
public class MyService { public String message() { return "from the library"; } }
