package com.example.demo;

import org.springframework.boot.CommandLineRunner;
import org.springframework.stereotype.Component;

@Component
class Job implements CommandLineRunner {
  @Override
  public void run(String... args) {
    System.out.println("42 rows done");
  }
}
